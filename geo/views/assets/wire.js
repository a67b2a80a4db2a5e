// Tells the map which events to show and which one is chosen; the map itself stays as it is.
export default function (component) {
  const { data } = component;
  const bus = (window.sitmapBus ??= {});
  bus.keys ??= document.addEventListener("keydown", commit, true) ?? true;
  const same = JSON.stringify(bus.shown) === JSON.stringify(data.ids);
  const late = bus.awaited && bus.awaited.id !== data.selected && Date.now() < bus.awaited.until;
  if (!late) bus.awaited = null; // an answer to an earlier choice never undoes a later one
  const fly = !late && data.selected !== (bus.selected ?? null);
  const repaint = bus.theme !== data.theme;
  bus.shown = data.ids;
  bus.theme = data.theme;
  if (!late) bus.selected = data.selected;
  if (!bus.frame || bus.frame.dataset.ready !== "yes") return;
  if (repaint) bus.send({ sitmap: "theme", theme: data.theme });
  if (!same) bus.send({ sitmap: "show", ids: data.ids });
  if (fly) bus.send({ sitmap: "select", id: data.selected });
}

// A shortcut pressed while a field is being written takes what stands in it: leaving the field hands it over.
// AltGr, and Alt on a Mac, write letters and are left alone.
function commit(event) {
  const isWriting = event.ctrlKey || event.getModifierState("AltGraph") || /Mac|iP/.test(navigator.platform);
  if (!event.altKey || isWriting || !/^(Key[A-Z]|Enter)$/.test(event.code)) return;
  const field = document.activeElement;
  if (field && field.matches("input, textarea")) field.blur();
}
