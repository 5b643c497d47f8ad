// Draws figures off screen and hands each back as SVG and PNG.
"use strict";

let bridge = null;
let fonts = null; // { letters, few, all }; few and all: { regular, bold }, as rules of a style sheet

async function draw(number, figure, locale) {
  try {
    await Promise.all(['14px "Noto Sans"', 'bold 14px "Noto Sans"'].map((font) => document.fonts.load(font)));
    await readyFor(locale, figure.layout.geo);
    Math.random = chanceOf(JSON.stringify(figure)); // Plotly names parts of a drawing by it
    const frame = figure.frame || { before: "", after: "", scale: 2, ...sizeOf(figure) };
    const url = await Plotly.toImage({ data: figure.data, layout: figure.layout,
      config: { ...CONFIG, staticPlot: true, locale } }, { format: "svg", ...sizeOf(figure) });
    const drawn = decodeURIComponent(url.slice(url.indexOf(",") + 1));
    const svg = frame.before + inOrder(drawn) + frame.after;
    bridge.drawn(number, svg, await raster(svg, frame), frame.width, frame.height);
  } catch (error) {
    bridge.failed(number, String(error));
  }
}

// Chance that a text decides, so that the same figure gives the same bytes and two figures have no name in common
// (FNV-1a for the start, mulberry32 for what follows).
function chanceOf(text) {
  let state = 2166136261;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// The first chart of a page has some attributes in another order than the same chart later on.
function inOrder(svg) {
  return svg.replace(/<(\w+)((?: [\w:-]+="[^"]*")+)/g,
    (_, name, attributes) => "<" + name + attributes.match(/ [\w:-]+="[^"]*"/g).sort().join(""));
}

function sizeOf(figure) {
  return { width: figure.layout.width, height: figure.layout.height };
}

// A picture inside a picture element knows only the letters it carries with it, and reading them is what
// takes longest; so it carries no more than it needs.
function lettersFor(svg) {
  const enough = new RegExp(fonts.letters).test(svg) ? fonts.few : fonts.all;
  return enough.regular + (svg.includes("font-weight") ? enough.bold : "");
}

async function raster(svg, frame) {
  const image = new Image();
  const own = svg.replace(/<svg[^>]*>/, (start) => start + "<style>" + lettersFor(svg) + "</style>");
  const address = URL.createObjectURL(new Blob([own], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement("canvas");
  canvas.width = frame.width * frame.scale;
  canvas.height = frame.height * frame.scale;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}

function begin(given) {
  fonts = given;
  new QWebChannel(qt.webChannelTransport, (channel) => {
    bridge = channel.objects.bridge;
    bridge.ready();
  });
}
