// Draws figures off screen and hands each back as SVG and PNG.
"use strict";

let bridge = null;
let fontStyle = "";

async function draw(number, figure) {
  try {
    await document.fonts.load('14px "Noto Sans"');
    const size = { width: figure.layout.width, height: figure.layout.height };
    const url = await Plotly.toImage({ data: figure.data, layout: figure.layout, config: { staticPlot: true } },
      { format: "svg", ...size });
    const svg = decodeURIComponent(url.slice(url.indexOf(",") + 1));
    bridge.drawn(number, svg, await raster(svg, size), size.width, size.height);
  } catch (error) {
    bridge.failed(number, String(error));
  }
}

// A picture inside a picture element knows only the letters it carries with it.
async function raster(svg, size) {
  const image = new Image();
  const own = svg.replace(/<svg[^>]*>/, (start) => start + "<style>" + fontStyle + "</style>");
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(own);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size.width * 2;
  canvas.height = size.height * 2;
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
