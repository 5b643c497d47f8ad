// Draws each chart over its picture when it comes near. Without scripts, and on paper, the pictures stay.
"use strict";

const SETTINGS = { displayModeBar: false, doubleClick: false, plotlyServerURL: "", topojsonURL: "" };

function drawn(box) {
  const { data, layout } = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const live = document.createElement("div");
  live.className = "live";
  live.setAttribute("aria-hidden", "true"); // the picture below says what is seen
  box.append(live);
  const width = () => Math.round(box.clientWidth);
  const locale = document.documentElement.dataset.locale;
  Plotly.newPlot(live, data, { ...layout, width: width() }, { ...SETTINGS, locale }).then(() => {
    box.classList.add("drawn");
    new ResizeObserver(() => {
      if (width() && width() !== live.layout.width) Plotly.relayout(live, { width: width() });
    }).observe(box);
  });
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    near.unobserve(entry.target);
    drawn(entry.target);
  }
}, { rootMargin: "600px" });

for (const box of document.querySelectorAll("[data-chart]")) near.observe(box);
