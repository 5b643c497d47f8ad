// Shows the charts of one page. All text arrives as data and is set as text, never as markup.
"use strict";

let bridge = null;
let cards = [];
const visible = new Set();

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const place = Number(entry.target.dataset.place);
    if (entry.isIntersecting) { visible.add(place); paint(place); } else { visible.delete(place); }
  }
}, { rootMargin: "200px" });

function show(content) {
  const root = document.documentElement.style;
  for (const [name, value] of Object.entries(content.colours)) root.setProperty("--" + name, value);
  root.colorScheme = content.scheme;
  const main = document.getElementById("cards");
  main.classList.remove("busy");
  const same = cards.length === content.cards.length && cards.every((c, i) => c.code === content.cards[i].code);
  cards = content.cards.map((card) => ({ ...card, painted: false }));
  if (!same) {
    for (const old of main.querySelectorAll(".chart")) Plotly.purge(old);
    watcher.disconnect();
    visible.clear();
    main.replaceChildren(...cards.map(frame));
  }
  main.querySelectorAll("article").forEach((article, place) => {
    fill(article, cards[place]);
    if (same) { if (visible.has(place)) paint(place); } else { watcher.observe(article); }
  });
}

function busy() {
  document.getElementById("cards").classList.add("busy");
}

function frame(card, place) {
  const article = document.createElement("article");
  article.dataset.place = place;
  article.tabIndex = 0;
  const parts = [["h2", "title"], ["p", "base"], ["div", "chart"], ["p", "source"], ["p", "note"]];
  for (const [tag, name] of parts) {
    const part = document.createElement(tag);
    part.className = name;
    article.append(part);
  }
  const table = document.createElement("div");
  table.className = "scroll";
  article.append(table);
  return article;
}

function fill(article, card) {
  for (const name of ["title", "base", "source", "note"]) article.querySelector("." + name).textContent = card[name];
  article.setAttribute("aria-label", card.title);
  article.querySelector(".chart").style.height = card.figure.layout.height + "px";
  article.querySelector(".scroll").textContent = card.words;
}

async function paint(place) {
  const card = cards[place];
  if (!card || card.painted) return;
  card.painted = true;
  const box = document.querySelectorAll(".chart")[place];
  const layout = { ...card.figure.layout, autosize: true };
  delete layout.width;
  await Plotly.react(box, card.figure.data, layout, { displayModeBar: false, responsive: true, doubleClick: false });
  if (!box.dataset.heard) {
    box.dataset.heard = "yes";
    box.on("plotly_click", (event) => {
      const now = cards[Number(box.closest("article").dataset.place)];
      const group = event.points.map((point) => point.customdata).find((code) => typeof code === "string" && code);
      if (now.dimension && group) bridge.clicked(now.code, group);
    });
  }
  bridge.painted(card.code);
}

new QWebChannel(qt.webChannelTransport, (channel) => {
  bridge = channel.objects.bridge;
  bridge.ready();
});
