// Ask for a point: while the embedding page asks for one, a click on the bare map (or Enter, for its middle) gives
// it. A mark under the click is chosen instead; the page shows the point it was given as a cross.
"use strict";
(function (S) {
  S.Pick = class {
    constructor(state, map, stage, tell) {
      this.map = map;
      this.state = state;
      this.tell = tell;
      this.isOn = false;
      this.cross = S.el("div", "sm-pick");
      this.cross.hidden = true;
      this.cross.setAttribute("aria-hidden", "true");
      this.aim = S.el("div", "sm-aim");
      this.aim.setAttribute("aria-hidden", "true");
      stage.append(this.cross, this.aim);
      map.on("move zoom resize viewreset", () => this.place());
      map.getContainer().addEventListener("keydown", (event) => {
        if (!this.isOn || event.key !== "Enter" || event.target !== map.getContainer()) return;
        event.preventDefault();
        this.take(map.getCenter());
      });
    }

    // `at` is [lon, lat] of the point that is asked about, or null.
    ask(isOn, at) {
      this.isOn = isOn;
      this.map.getContainer().classList.toggle("sm-picking", isOn);
      const isPoint = Array.isArray(at) && at.length === 2 && at.every(Number.isFinite);
      this.at = isPoint ? L.latLng(at[1], at[0]) : null;
      this.place();
    }

    take(place) {
      const at = place.wrap();
      this.ask(true, [at.lng, at.lat]);
      this.tell(at.lng, at.lat);
    }

    place() {
      this.cross.hidden = !this.at;
      if (!this.at) return;
      const point = this.map.latLngToContainerPoint(this.at);
      this.cross.style.transform = `translate(${point.x}px, ${point.y}px)`;
    }
  };
})(window.sitmap);
