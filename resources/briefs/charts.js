// Draws each chart over its picture when it comes near. Without scripts, and on paper, the pictures stay.
"use strict";

const SETTINGS = { displayModeBar: false, typesetMath: false, doubleClick: false, plotlyServerURL: "", topojsonURL: "" };
const PHONE = { width: 480, letters: 16, line: 17, ticks: 4 }; // CSS pixels; letters of a line beside the chart
const PIECES = new RegExp(`(?:&\\w+;|.){1,${PHONE.letters}}`, "gu");

function drawn(box) {
  const content = document.getElementById(box.dataset.chart).textContent;
  const locale = document.documentElement.dataset.locale;
  const live = document.createElement("div");
  live.className = "live";
  live.setAttribute("aria-hidden", "true"); // the picture below says what is seen
  box.append(live);
  let width = 0;
  const draw = async () => {
    const room = Math.round(box.clientWidth);
    if (!room || room === width) return;
    width = room;
    const { data, layout } = JSON.parse(content);
    await Plotly.react(live, data, fitted(layout, width), { ...SETTINGS, locale });
    const changes = inside(live, width);
    if (Object.keys(changes).length) await Plotly.relayout(live, changes);
  };
  draw().then(() => {
    box.classList.add("drawn");
    new ResizeObserver(draw).observe(box);
  });
}

// On a phone the names of groups take more lines, so that room is left for what is drawn beside them.
function fitted(layout, width) {
  layout.width = width;
  const names = layout.yaxis?.ticktext;
  if (width >= PHONE.width || !names) return layout;
  const before = names.map(lines), after = names.map((name) => lines(wrapped(name)));
  const more = Math.max(...after) - Math.max(...before);
  layout.yaxis.ticktext = names.map(wrapped);
  layout.height += Math.max(0, more) * PHONE.line * names.length;
  if (layout.xaxis.range) layout.xaxis.nticks = PHONE.ticks;
  const title = layout.xaxis.title?.text ?? "";
  if (title.length > PHONE.letters) {
    layout.xaxis.title.text = wrapped(title);
    layout.height += (lines(wrapped(title)) - 1) * PHONE.line;
  }
  return layout;
}

function lines(name) {
  return name.split("<br>").length;
}

// A word of any length is broken too, but never within a sign such as "&lt;".
function wrapped(name) {
  const made = [""];
  for (const word of name.split(/<br>| /).flatMap((word) => word.match(PIECES) ?? [])) {
    const longer = `${made[made.length - 1]} ${word}`.trim();
    if (longer.length > PHONE.letters && made[made.length - 1]) made.push(word);
    else made[made.length - 1] = longer;
  }
  return made.join("<br>");
}

// What keeps texts from running out of the chart on the right: the label of a line, the value behind a mark.
function inside(live, width) {
  const changes = {};
  const edge = live.getBoundingClientRect().left + width - 2;
  for (const label of live.querySelectorAll(".annotation")) {
    const over = label.getBoundingClientRect().right - edge;
    if (over > 0) changes[`annotations[${label.dataset.index}].xshift`] = -Math.ceil(over);
  }
  const [start, end] = live.layout.xaxis?.range ?? [];
  if (start !== 0) return changes;
  const left = live.querySelector(".nsewdrag").getBoundingClientRect().left;
  let times = 1;
  for (const text of live.querySelectorAll(".scatterlayer text")) {
    const place = text.getBoundingClientRect();
    const room = edge - place.width - left;
    if (place.right > edge && room > 0) times = Math.max(times, (place.left - left) / room);
  }
  if (times > 1) changes["xaxis.range[1]"] = end * times;
  return changes;
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    near.unobserve(entry.target);
    drawn(entry.target);
  }
}, { rootMargin: "600px" });

for (const box of document.querySelectorAll("[data-chart]")) near.observe(box);
