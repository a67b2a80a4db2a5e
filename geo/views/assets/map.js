// Shows the exported map page in a frame of its own origin, hands it what to show, and hands back what was chosen.
// The page arrives once a day and theme; everything else travels as messages, so nothing is ever mounted again.
// A map that starts in a frame without a size finds no view, so the page waits for the frame's first measures.
function whenSized(frame, run) {
  new ResizeObserver((_, watch) => {
    if (!frame.clientWidth || !frame.clientHeight) return;
    watch.disconnect();
    run();
  }).observe(frame);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let frame = parentElement.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox");
    frame.setAttribute("allow", "fullscreen; clipboard-write");
    frame.className = "sitmap-map";
    parentElement.appendChild(frame);
  }
  frame.title = data.title;
  const bus = (window.sitmapBus ??= {});
  bus.frame = frame;
  bus.chosen = (id) => setTriggerValue("chosen", id);
  bus.send = (message) => frame.contentWindow && frame.contentWindow.postMessage(message, "*");
  bus.picked = (at) => setTriggerValue("picked", at);
  bus.all = () => {
    if (data.pick) bus.send({ sitmap: "pick", on: true, at: data.pick.at });
    if (bus.theme) bus.send({ sitmap: "theme", theme: bus.theme });
    if (bus.shown) bus.send({ sitmap: "show", ids: bus.shown });
    if (bus.selected) bus.send({ sitmap: "select", id: bus.selected });
  };
  if (bus.hear) window.removeEventListener("message", bus.hear);
  bus.hear = (event) => {
    if (event.source !== frame.contentWindow || !event.data || typeof event.data !== "object") return;
    if (event.data.sitmap === "ready") {
      frame.dataset.ready = "yes";
      bus.all();
    } else if (event.data.sitmap === "selected") {
      const id = event.data.id == null ? null : String(event.data.id);
      if (id === (bus.selected ?? null)) return;
      bus.selected = id;
      bus.awaited = { id, until: Date.now() + 2000 };
      bus.chosen(id ?? "");
    } else if (event.data.sitmap === "picked") bus.picked([Number(event.data.lon), Number(event.data.lat)]);
  };
  window.addEventListener("message", bus.hear);
  if (frame.dataset.page !== data.key) {
    frame.dataset.page = data.key;
    frame.dataset.ready = "";
    whenSized(frame, () => (frame.srcdoc = data.page));
  } else if (data.pick && frame.dataset.ready === "yes") bus.send({ sitmap: "pick", on: true, at: data.pick.at });
}
