"use strict";

// Shows the chats as the chosen person, writes in that person's name, and asks for news every second, more often while
// an answer is awaited. Names arrive as text; a message's HTML was made by the simulator from markdown, with all HTML of
// its own escaped.
const SENDING = "dtmd://dingtalkclient/sendMessage?content=";
const USUAL = 1000;
const EAGER = 300;
const AWAITED = 10000;

const byId = (id) => document.getElementById(id);
const panels = new Map(); // by the chat's id
let people = [];
let eagerUntil = 0;
let looks = 0;
let timer = 0;
let shownPlaces = "";

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) {
    made.className = kind;
  }
  return made;
}

function button(text, press, kind) {
  const made = element("button", text, kind);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

// A link that would write to the bot becomes a button that does; any other opens beside, and an empty one is text.
function tame(body, chat) {
  for (const link of body.querySelectorAll("a")) {
    const target = link.getAttribute("href") ?? "";
    const command = target.startsWith(SENDING) ? decoded(target.slice(SENDING.length)) : null;
    if (command !== null) {
      const sending = button(link.textContent, () => say(chat, command), "command");
      sending.title = words.write(command);
      link.replaceWith(sending);
    } else if (/^https?:/.test(target)) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    } else {
      link.replaceWith(element("span", link.textContent));
    }
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    return null;
  }
}

function post(message, chat) {
  const article = element("article", "", message.writer === null ? "robot" : "person");
  const by = element("p", "", "by");
  by.append(element("span", message.writer ?? words.robot), " ", element("time", message.time));
  const body = document.createElement("div");
  body.innerHTML = message.html;
  tame(body, chat);
  article.append(by, body);
  return article;
}

function panel(chat) {
  const made = { section: element("section", "", "chat"), posts: element("div", "", "posts"), seen: 0 };
  const head = element("div", "", "head");
  const name = chat.group ? chat.name : words.ownOf(chat.name);
  const here = button(words.here, () => choose(chat.id), "choose");
  here.setAttribute("aria-label", `${words.here}: ${name}`);
  head.append(element("h3", name), here);
  made.posts.tabIndex = 0;
  made.posts.setAttribute("role", "log");
  made.posts.setAttribute("aria-label", name);
  made.section.append(head, made.posts);
  return made;
}

function grow(one, chat) {
  const last = chat.posts.length === 0 ? 0 : chat.posts[chat.posts.length - 1].number;
  if (last < one.seen) {
    one.posts.replaceChildren();
    one.seen = 0;
  }
  const more = chat.posts.filter((message) => message.number > one.seen);
  if (more.length > 0) {
    one.posts.append(...more.map((message) => post(message, chat.id)));
    one.seen = last;
    one.posts.scrollTop = one.posts.scrollHeight;
  }
}

// Every panel is moved only when its place changes, so that focus and what is read aloud stay.
function put(one, parent, loud) {
  if (one.section.parentNode !== parent) {
    one.posts.setAttribute("aria-live", loud ? "polite" : "off");
    parent.append(one.section);
    one.posts.scrollTop = one.posts.scrollHeight;
  }
}

function show(chats) {
  places(chats);
  const ids = new Set(chats.map((chat) => chat.id));
  for (const [id, one] of panels) {
    if (!ids.has(id)) {
      one.section.remove();
      panels.delete(id);
    }
  }
  for (const chat of chats) {
    if (!panels.has(chat.id)) {
      panels.set(chat.id, panel(chat));
    }
    grow(panels.get(chat.id), chat);
  }
  arrange(chats);
  const count = chats.reduce((sum, chat) => sum + chat.posts.length, 0);
  state(count === 0 ? words.waiting : words.count(count, chats.filter((chat) => chat.posts.length > 0).length));
}

function arrange(chats) {
  for (const chat of chats) {
    const here = chat.id === byId("place").value;
    put(panels.get(chat.id), byId(here ? "here" : chat.group ? "groups" : "own"), here || !chat.group);
  }
  const wanted = chats.filter((chat) => panels.get(chat.id).section.parentNode === byId("groups"));
  wanted.forEach((chat, index) => {
    const at = byId("groups").children[index];
    if (at !== panels.get(chat.id).section) {
      byId("groups").insertBefore(panels.get(chat.id).section, at);
    }
  });
}

// The chosen place stays chosen; the private chat of another person becomes that of the one who is chosen now.
function places(chats) {
  const select = byId("place");
  const wanted = chats.map((chat) => `${chat.id} ${chat.name}`).join("\n");
  if (wanted === shownPlaces) {
    return;
  }
  shownPlaces = wanted;
  const before = select.value;
  select.replaceChildren(
    ...chats.map((chat) => new Option(chat.group ? chat.name : words.own, chat.id, false, chat.id === before)),
  );
  if (before !== "" && select.value !== before) {
    select.value = chats[chats.length - 1].id;
  }
}

function state(text) {
  if (byId("state").textContent !== text) {
    byId("state").textContent = text;
  }
}

async function look() {
  clearTimeout(timer);
  const mine = ++looks;
  try {
    if (people.length === 0) {
      await meet();
    }
    const answer = await fetch(`/demo/chats?person=${encodeURIComponent(byId("person").value)}`);
    if (!answer.ok) {
      throw new Error(`${answer.status}`);
    }
    const chats = await answer.json();
    if (mine === looks) {
      show(chats);
    }
  } catch (error) {
    if (mine === looks) {
      startAgain();
    }
  }
  if (mine === looks) {
    timer = setTimeout(look, Date.now() < eagerUntil ? EAGER : USUAL);
  }
}

// What answers next may be another run of the demo, with other people and other messages.
function startAgain() {
  state(words.gone);
  people = [];
  for (const one of panels.values()) {
    one.seen = Infinity;
  }
}

async function meet() {
  const answer = await fetch("/demo/people");
  people = await answer.json();
  const select = byId("person");
  const option = (one) =>
    new Option(words.who(one.name, words.roles[one.role], one.department), one.id, false, one.id === select.value);
  select.replaceChildren(...people.map(option));
}

function choose(chat) {
  byId("place").value = chat;
  look();
  byId("text").focus();
}

async function say(chat, text) {
  const body = JSON.stringify({ person: byId("person").value, conversation: chat, text });
  let said = false;
  try {
    const headers = { "Content-Type": "application/json" };
    said = (await fetch("/demo/say", { method: "POST", headers, body })).ok;
  } catch (error) {
    said = false;
  }
  byId("refused").textContent = said ? "" : words.refused;
  eagerUntil = Date.now() + AWAITED;
  look();
  return said;
}

async function send(event) {
  event.preventDefault();
  const text = byId("text").value;
  byId("text").value = "";
  if (!(await say(byId("place").value, text)) && byId("text").value === "") {
    byId("text").value = text;
  }
}

function begin() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-word]")) {
    one.textContent = words[one.dataset.word];
  }
  byId("text").placeholder = words.hint;
  byId("examples").setAttribute("aria-label", words.examples);
  byId("examples").append(...words.asks.map((ask) => button(ask, () => say(byId("place").value, ask))));
  byId("say").addEventListener("submit", send);
  byId("person").addEventListener("change", look);
  byId("place").addEventListener("change", look);
  state(words.waiting);
  look();
}

begin();
