// Shows the brief and changes only the blocks that are new. Their markup is made by the program, texts escaped.
"use strict";

let bridge = null;
const held = new Map(); // by id the element of each block
const pictures = new Map(); // by key the address of each picture
let chosenPart = "";
let chosenClaim = "";
const WAITING = "data:image/gif"; // an empty picture; behind "#" stands the key of the chart that takes its place
const main = document.getElementById("brief");

// content: order of the ids; changed: by id markup, part and whether a number in it has no source; number: of the change.
function show(content) {
  document.documentElement.lang = content.language;
  document.documentElement.style.setProperty("--background", content.background);
  main.setAttribute("aria-label", content.name);
  for (const [id, block] of Object.entries(content.changed)) fill(elementOf(id), block);
  const wanted = new Set(content.order);
  for (const [id, element] of held) {
    if (!wanted.has(id)) { element.remove(); held.delete(id); }
  }
  let before = null;
  for (const id of content.order) {
    const element = held.get(id);
    const next = before ? before.nextSibling : main.firstChild;
    if (next !== element) main.insertBefore(element, next);
    before = element;
  }
  requestAnimationFrame(() => setTimeout(() => bridge.painted(content.number), 0));
}

function elementOf(id) {
  if (!held.has(id)) {
    const element = document.createElement("div");
    element.className = "block";
    held.set(id, element);
  }
  return held.get(id);
}

function fill(element, block) {
  element.innerHTML = block.html;
  element.dataset.part = block.part;
  element.classList.toggle("open", block.open);
  element.querySelectorAll(`img[src^="${WAITING}"]`).forEach((image) => {
    image.dataset.picture = image.getAttribute("src").split("#")[1];
    paint(image);
  });
  mark(element);
}

// A picture is an address with its data in it: nothing is asked for.
function picture(key, address) {
  pictures.set(key, address);
  main.querySelectorAll("img[data-picture]").forEach((image) => { if (image.dataset.picture === key) paint(image); });
}

function paint(image) {
  const address = pictures.get(image.dataset.picture);
  if (address) {
    image.removeAttribute("width");
    image.removeAttribute("height");
    image.src = address;
  }
}

function undrawn(words) {
  document.documentElement.style.setProperty("--undrawn", JSON.stringify(words));
  main.classList.add("undrawn");
}

function keep(keys) {
  const wanted = new Set(keys);
  for (const key of pictures.keys()) if (!wanted.has(key)) pictures.delete(key);
}

function mark(element) {
  const isChosen = element.dataset.part === chosenPart;
  element.classList.toggle("chosen", isChosen);
  element.querySelectorAll("a").forEach((link) => {
    link.tabIndex = isChosen ? 0 : -1; // Tab goes through the numbers of the part that is chosen, not of all
    link.classList.toggle("chosen", link.getAttribute("href") === chosenClaim);
  });
}

function choose(part, claim, reveal) {
  chosenPart = part;
  chosenClaim = claim;
  for (const element of main.children) mark(element);
  if (reveal) bringIntoSight(main.querySelector(".block.chosen"));
}

// A part whose beginning is seen, with some of what follows, stays where it is.
function bringIntoSight(block) {
  const top = block?.getBoundingClientRect().top;
  if (block && (top < 0 || top > innerHeight / 2)) block.scrollIntoView({ block: "start" });
}

main.addEventListener("click", (event) => {
  event.preventDefault();
  const block = event.target.closest(".block");
  const link = event.target.closest("a[href]");
  if (link) bridge.claim(link.getAttribute("href"), block.dataset.part);
  else if (block) bridge.part(block.dataset.part);
});

main.addEventListener("keydown", (event) => {
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    bridge.step(event.key === "ArrowUp" ? -1 : 1);
  }
});

new QWebChannel(qt.webChannelTransport, (channel) => {
  bridge = channel.objects.bridge;
  bridge.ready();
});
