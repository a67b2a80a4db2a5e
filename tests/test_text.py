"""Keys of names and romanisation."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.text import fold, is_cyrillic, romanise

CYRILLIC = st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐЄЖЇЩЮЯыэёъ'’ -", max_size=30)


@given(st.text(max_size=60))
@example("ŉ")
@example("İstanbul")
@example("´`Ґ ё Й")
def test_fold_is_idempotent(text):
    """A key folds to itself."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_fold_leaves_words_only(text):
    """A key holds letters and digits, with single spaces inside."""
    key = fold(text)
    assert key == " ".join(key.split())
    assert "_" not in key
    assert "'" not in key
    assert "-" not in key


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kam'ianka-Dniprovska", "KAMIANKA DNIPROVSKA"),
        ("Mar’inka", "Marʼinka"),
        ("Çırağan Palace", "ciragan palace"),
        ("Ґоголів", "гоголів"),
        ("Орёл", "орел"),
        ("Łódź", "lodz"),
        ("Куп`янськ", "купянськ"),
        ("Straße", "strasse"),
    ],
)
def test_fold_joins_spellings(a, b):
    """Accents, apostrophes, hyphens and case do not tell names apart."""
    assert fold(a) == fold(b)


@given(CYRILLIC)
def test_is_cyrillic_and_romanise_agree(text):
    """A romanised name has no Cyrillic left."""
    assert not is_cyrillic(romanise(text))
    assert not is_cyrillic(romanise(text, "ru"))


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Алушта", "Alushta"),
        ("Володимир", "Volodymyr"),
        ("Гадяч", "Hadiach"),
        ("Згорани", "Zghorany"),
        ("Розгон", "Rozghon"),
        ("Ґалаґан", "Galagan"),
        ("Єнакієве", "Yenakiieve"),
        ("Наєнко", "Naienko"),
        ("Житомир", "Zhytomyr"),
        ("Медвин", "Medvyn"),
        ("Іршава", "Irshava"),
        ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"),
        ("Мар'їне", "Marine"),
        ("Йосипівка", "Yosypivka"),
        ("Стрий", "Stryi"),
        ("Олексій", "Oleksii"),
        ("Щербухи", "Shcherbukhy"),
        ("Гоща", "Hoshcha"),
        ("Юрій", "Yurii"),
        ("Корюківка", "Koriukivka"),
        ("Яготин", "Yahotyn"),
        ("Костянтин", "Kostiantyn"),
        ("Знам'янка", "Znamianka"),
        ("Феодосія", "Feodosiia"),
        ("ЩАСТЯ", "SHCHASTIA"),
        ("Кам'янка-Дніпровська", "Kamianka-Dniprovska"),
    ],
)
def test_romanise_follows_the_ukrainian_table(cyrillic, latin):
    """The examples of the resolution of 2010, and the traps of the theatre."""
    assert romanise(cyrillic) == latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Курск", "Kursk"),
        ("Елец", "Yelets"),
        ("Ейск", "Yeysk"),
        ("Алексеевка", "Alekseyevka"),
        ("Красный Лиман", "Krasny Liman"),
        ("Юрьев", "Yuryev"),
        ("Щёлково", "Shchyolkovo"),
        ("Дягилево", "Dyagilevo"),
    ],
)
def test_romanise_russian_as_newspapers_do(cyrillic, latin):
    """Russian names without apostrophes, with -y for -iy and -yy."""
    assert romanise(cyrillic, "ru") == latin
