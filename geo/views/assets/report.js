// Shows the report as runs of plain text (textContent only) and brings the words of the chosen event into view.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const pane = parentElement.querySelector(".report");
  if (pane.dataset.key !== data.key) {
    pane.dataset.key = data.key;
    pane.replaceChildren(...data.runs.map(make));
  }
  function make([text, kinds, keys, tone, note]) {
    if (!kinds) return document.createTextNode(text);
    const span = document.createElement(keys ? "mark" : "span");
    span.className = kinds;
    span.textContent = text;
    if (keys) {
      span.dataset.keys = " " + keys + " ";
      span.tabIndex = 0;
      span.setAttribute("role", "button");
    }
    if (tone) span.style.setProperty("--tone", tone);
    if (note) span.title = note;
    return span;
  }
  const choose = (event) => {
    const mark = event.target.closest ? event.target.closest("mark") : null;
    if (!mark || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    setTriggerValue("chosen", mark.dataset.keys.trim().split(" ")[0]);
  };
  pane.onclick = choose;
  pane.onkeydown = choose;
  if (pane.dataset.selected === (data.selected ?? "") && pane.dataset.shown === data.key) return;
  pane.dataset.selected = data.selected ?? "";
  pane.dataset.shown = data.key;
  let first = null;
  for (const mark of pane.querySelectorAll("mark")) {
    const on = Boolean(data.selected) && mark.dataset.keys.includes(" " + data.selected + " ");
    mark.classList.toggle("chosen", on);
    if (on && !first) first = mark;
  }
  if (first) {
    const way = first.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    const isNear = Math.abs(way) < 2 * pane.clientHeight;
    pane.scrollTo({ top: Math.max(0, pane.scrollTop + way), behavior: isNear ? "smooth" : "auto" });
  }
}
