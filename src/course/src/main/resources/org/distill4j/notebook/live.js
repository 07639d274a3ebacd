// Makes the live figures of the page out of their pictures. All numbers come from Java; all text is
// set as text, never as markup.
(() => {
  const COLORS = ["#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7"];
  const INK = "#262626";
  const HEIGHT = 230;
  const LEFT = 48;
  const TOP = 18;

  const made = (space) => (name, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/" + space, name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    node.append(...children);
    return node;
  };
  const html = made("1999/xhtml");
  const svg = made("2000/svg");
  const text = (x, y, words, anchor = "middle", more = {}) =>
    svg("text", { x, y, "text-anchor": anchor, fill: INK, ...more }, words);
  const short = (v) => (Number.isInteger(v) ? v : Math.abs(v) < 1e-3 ? v.toExponential(0) : +v.toPrecision(3)) + "";

  const inWords = (figure, frame) =>
    `${figure.slider} = ${frame.at}` + (frame.note && ": " + frame.note);

  const numbers = (figure, frame) =>
    frame.values
      .map((row, s) => figure.series[s] + " " + row.map((v, i) => figure.places[i] + ": " + v).join(", "))
      .join("; ")
      .trim();

  const bars = (figure, frame, left, right, yOf) => {
    const band = (right - left) / figure.places.length;
    const width = (0.8 * band) / frame.values.length;
    const base = yOf(Math.max(0, figure.ticks[0]));
    return frame.values.flatMap((row, s) =>
      row.flatMap((v, i) => {
        const x = left + band * (i + 0.1) + s * width;
        const y = Math.min(yOf(v), base);
        const title = svg("title", {}, `${figure.places[i]} ${figure.series[s]}: ${v}`);
        const height = Math.abs(yOf(v) - base);
        const box = { x, y, width: 0.94 * width, height, fill: COLORS[s] };
        const end = v < 0 ? y + height + 10 : y - 3;
        const label = text(x + width / 2, end, short(v), "middle", { "font-size": 10 });
        return [svg("rect", box, title), ...(width > 6 * short(v).length ? [label] : [])];
      }));
  };

  const lines = (figure, frame, xOf, yOf) =>
    frame.values.flatMap((row, s) => {
      const points = row.map((v, i) => xOf(i) + "," + yOf(v));
      const line = { points: points.join(" "), fill: "none", stroke: COLORS[s], "stroke-width": 2 };
      return [
        svg("polyline", line),
        ...row.map((v, i) =>
          svg("circle", { cx: xOf(i), cy: yOf(v), r: 3, fill: COLORS[s] },
            svg("title", {}, `${figure.places[i]} ${figure.series[s]}: ${v}`))),
      ];
    });

  const chart = (figure, frame, width) => {
    const words = figure.places.map((place) => (figure.bars ? (place + "").split(" ") : [place]));
    const below = 20 + 12 * Math.max(...words.map((list) => list.length));
    const right = width - 14;
    const low = figure.ticks[0];
    const high = figure.ticks[figure.ticks.length - 1];
    const yOf = (v) => TOP + ((high - v) / (high - low)) * (HEIGHT - TOP - below);
    const scaled = figure.places.map((at) => (figure.logX ? Math.log(at) : at));
    const span = scaled[scaled.length - 1] - scaled[0];
    const xOf = (i) => figure.bars
      ? LEFT + ((right - LEFT) * (i + 0.5)) / scaled.length
      : LEFT + ((right - LEFT) * (scaled[i] - scaled[0])) / span;
    const label = `${figure.title}. ${inWords(figure, frame)}. ${numbers(figure, frame)}`;
    const size = { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, "font-size": 11 };
    const drawn = svg("svg", { ...size, role: "img", "aria-label": label });
    figure.ticks.forEach((v) => drawn.append(
      svg("path", { d: `M${LEFT} ${yOf(v)}H${right}`, stroke: v ? "#e4e6e9" : "#9aa0a6" }),
      text(LEFT - 5, yOf(v) + 4, v + "", "end")));
    let free = 0; // names of places that would cover their neighbour are left out
    words.forEach((list, i) => {
      const half = 3 * Math.max(...list.map((word) => (word + "").length));
      if (xOf(i) - half < free) return;
      free = xOf(i) + half + 4;
      list.forEach((word, row) => drawn.append(text(xOf(i), HEIGHT - below + 14 + 12 * row, word)));
    });
    drawn.append(
      text(0, 10, figure.y, "start"),
      text((LEFT + right) / 2, HEIGHT - 3, figure.x),
      ...(figure.bars ? bars(figure, frame, LEFT, right, yOf) : lines(figure, frame, xOf, yOf)));
    return drawn;
  };

  // One hexadecimal digit a pixel, from 0 for white to f for black.
  const picture = (figure, frame) => {
    const paths = {};
    [...frame.image].forEach((grey, i) => {
      const at = `M${i % figure.width} ${Math.floor(i / figure.width)}h1v1h-1z`;
      if (grey !== "0") paths[grey] = (paths[grey] || "") + at;
    });
    const rows = frame.image.length / figure.width;
    const size = { width: 140, height: (140 * rows) / figure.width };
    return svg("svg",
      { ...size, viewBox: `0 0 ${figure.width} ${rows}`, "shape-rendering": "crispEdges",
        "aria-hidden": true, style: "margin: 10px 10px 0 0; border: 1px solid #e4e6e9" },
      ...Object.entries(paths).map(([grey, d]) =>
        svg("path", { d, fill: "#" + (15 - parseInt(grey, 16)).toString(16).repeat(3) })));
  };

  const enliven = (place) => {
    const figure = JSON.parse(place.dataset.live);
    delete place.dataset.live; // so that no other figure's script does it again
    const last = figure.frames.length - 1;
    // In JupyterLab the arrow keys of the slider shall not choose another cell.
    const slider = html("input",
      { type: "range", min: 0, max: last, step: 1, "data-lm-suppress-shortcuts": true,
        style: "display: block; width: 100%; margin: 4px 0" });
    slider.value = figure.start;
    const said = html("output", { "aria-live": "polite" });
    const drawing = html("div", { style: "display: flex; flex-wrap: wrap; align-items: flex-start" });
    const legend = figure.series.filter((name) => name).flatMap((name, s) =>
      [html("span", { style: "color: " + COLORS[s] }, "\u25a0"), ` ${name} `]);
    const draw = () => {
      const frame = figure.frames[slider.value];
      const room = Math.max(240, Math.min(640, drawing.clientWidth || 640));
      const beside = frame.image && room > 450 ? 155 : 0;
      slider.setAttribute("aria-valuetext", frame.at);
      said.textContent = inWords(figure, frame);
      drawing.replaceChildren(
        ...(frame.image ? [picture(figure, frame)] : []), chart(figure, frame, room - beside));
    };
    place.replaceChildren(html("div",
      { style: "max-width: 660px; box-sizing: border-box; padding: 10px; color: #262626; " +
          "background: #fff; color-scheme: light; font: 13px/1.5 sans-serif" },
      html("div", { style: "font-weight: bold" }, figure.title),
      html("div", {}, ...legend),
      drawing,
      html("label", { style: "display: block" }, figure.slider, slider),
      said));
    slider.addEventListener("input", draw);
    let width = -1;
    new ResizeObserver(() => {
      if (drawing.clientWidth !== width) {
        width = drawing.clientWidth;
        draw();
      }
    }).observe(drawing);
    draw();
  };

  document.querySelectorAll("[data-live]").forEach(enliven);
})();
