// Must run before plotly.js: with these in place it looks for shapes and locales nowhere else.
"use strict";

window.PlotlyGeoAssets = { topojson: {} };
const CONFIG = { displayModeBar: false, typesetMath: false, doubleClick: false, plotlyServerURL: "", topojsonURL: "app://groundswell/" };
const loaded = new Map();

// Load what a chart needs besides plotly.js itself: the words of a language, the shapes of a map.
function readyFor(locale, geo) {
  const needed = [];
  if (locale && locale !== "en") needed.push(part("plotly-locale-" + locale.toLowerCase()));
  if (geo) needed.push(part(geo.scope.replaceAll(" ", "-") + "_" + geo.resolution + "m"));
  return needed.length ? Promise.all(needed) : null;
}

function part(name) {
  if (!loaded.has(name)) {
    loaded.set(name, new Promise((done) => {
      const script = document.createElement("script");
      script.src = "app://groundswell/plotly/" + encodeURIComponent(name) + ".js";
      script.onload = done;
      script.onerror = done; // without it the chart is in English, the map without shapes
      document.head.append(script);
    }));
  }
  return loaded.get(name);
}
