// Draws figures off screen and hands each back as SVG and PNG.
"use strict";

let bridge = null;
let fontStyle = "";

async function draw(number, figure, locale) {
  try {
    await Promise.all(['14px "Noto Sans"', 'bold 14px "Noto Sans"'].map((font) => document.fonts.load(font)));
    await readyFor(locale, figure.layout.geo);
    const frame = figure.frame || { before: "", after: "", scale: 2, ...sizeOf(figure) };
    const url = await Plotly.toImage({ data: figure.data, layout: figure.layout,
      config: { ...CONFIG, staticPlot: true, locale } }, { format: "svg", ...sizeOf(figure) });
    const svg = frame.before + decodeURIComponent(url.slice(url.indexOf(",") + 1)) + frame.after;
    bridge.drawn(number, svg, await raster(svg, frame), frame.width, frame.height);
  } catch (error) {
    bridge.failed(number, String(error));
  }
}

function sizeOf(figure) {
  return { width: figure.layout.width, height: figure.layout.height };
}

// A picture inside a picture element knows only the letters it carries with it.
async function raster(svg, frame) {
  const image = new Image();
  const own = svg.replace(/<svg[^>]*>/, (start) => start + "<style>" + fontStyle + "</style>");
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

function begin(style) {
  fontStyle = style;
  new QWebChannel(qt.webChannelTransport, (channel) => {
    bridge = channel.objects.bridge;
    bridge.ready();
  });
}
