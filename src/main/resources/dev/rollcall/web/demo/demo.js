"use strict";

// Shows each group's chat and asks for news every second. Names arrive as text; a message's HTML was made by the
// simulator from markdown, with all HTML of its own escaped.
const groups = document.getElementById("groups");
const state = document.getElementById("state");
let shown = "";

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function post(message) {
  const article = document.createElement("article");
  article.append(element("time", message.time));
  const body = document.createElement("div");
  body.innerHTML = message.html;
  article.append(body);
  return article;
}

function group(chat) {
  const section = document.createElement("section");
  section.append(element("h2", chat.name));
  section.append(...chat.posts.map(post));
  return section;
}

async function refresh() {
  try {
    const answer = await fetch("/demo/chats");
    const text = await answer.text();
    if (text !== shown) {
      shown = text;
      const chats = JSON.parse(text);
      groups.replaceChildren(...chats.map(group));
      const count = chats.reduce((sum, chat) => sum + chat.posts.length, 0);
      state.textContent = count === 0 ? "Waiting for the first digests …" : `${count} messages in ${chats.length} groups`;
    }
  } catch (error) {
    state.textContent = "Not live: the demo has stopped or cannot be reached.";
  }
  setTimeout(refresh, 1000);
}

refresh();
