"use strict";

// What the page itself says, in the browser's language: Chinese, or else English.
const language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";

const WORDS = {
  zh: {
    talk: "和机器人对话",
    person: "我是",
    place: "写在",
    text: "给机器人的消息",
    send: "发送",
    groups: "其他群",
    hint: "例如：谁没打卡",
    examples: "常用问法",
    asks: ["谁没打卡", "谁迟到", "我打卡了吗", "汇总", "帮助"],
    own: "和机器人的私聊",
    ownOf: (name) => `${name}和机器人的私聊`,
    here: "写在这里",
    robot: "机器人",
    roles: { LEAD: "负责人", EMPLOYEE: "员工", HR: "人事", ADMIN: "管理员", STRANGER: "外部人员" },
    who: (name, role, department) => `${name}（${department ? department + " " : ""}${role}）`,
    write: (command) => `发送：${command}`,
    waiting: "正在等待首批播报……",
    count: (posts, chats) => `${chats} 个会话，共 ${posts} 条消息`,
    gone: "已断开：演示已停止，或无法连接。",
    refused: "没有发出去，请再试一次。",
  },
  en: {
    talk: "Write to the bot",
    person: "I am",
    place: "in",
    text: "Message to the bot",
    send: "Send",
    groups: "Other groups",
    hint: "for example: absent today",
    examples: "Questions to try",
    asks: ["absent today", "who's late", "me", "summary", "help"],
    own: "private chat with the bot",
    ownOf: (name) => `${name}: private chat with the bot`,
    here: "Write here",
    robot: "Bot",
    roles: { LEAD: "lead", EMPLOYEE: "employee", HR: "HR", ADMIN: "admin", STRANGER: "from outside" },
    who: (name, role, department) => `${name} (${department ? department + " " : ""}${role})`,
    write: (command) => `Write: ${command}`,
    waiting: "Waiting for the first digests …",
    count: (posts, chats) => `${posts} messages in ${chats} chats`,
    gone: "Not live: the demo has stopped or cannot be reached.",
    refused: "That was not sent; please try again.",
  },
};

const words = WORDS[language];
