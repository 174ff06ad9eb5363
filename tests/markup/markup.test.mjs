// Every kind of page through the Nu checker, in Danish and in English, signed in and not; and the
// feeds through a schema of RFC 4287 and through a feed reader. Each checker must find a planted
// fault first.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../browser/house.mjs";

const TOOLS = process.env.TRAAD_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "traad/tools");
const VNU = join(TOOLS, "node_modules/vnu-jar/build/dist/vnu.jar");
const PYTHON = process.env.TRAAD_PYTHON ?? "python3";
const required = process.env.TRAAD_PARTS === "required";
const runs = (program, args) => spawnSync(program, args).status === 0;
const skip = (there, what) => (there || required ? false : `${what} is missing`);

const PUBLIC = ["/", "/archive", "/search?q=vej", "/search?q=%3Cb%3E", "/feeds", "/subscribe", "/strategy", "/login", "/api", "/language", "/findes-ikke", "/welcome/x", "/subscription/x"];
const DESK = ["/desk", "/messages", "/messages/new", "/approvals", "/board", "/staff", "/status", "/mailbox", "/calendar", "/plans", "/plans/new", "/urgent", "/strategy", "/people/import"];
/** For whoever keeps the strategy. */
const OWNER = ["/strategy/versions", "/desk"];
/** Pages of one thing: a list, and which of its links to follow. */
const ONE_OF = [["/", /\/news\/[^"]+/], ["/", /\/topics\/[^"]+/], ["/messages", /\/messages\/[^"/]{15,}/], ["/approvals", /\/approvals\/[^"/]+/], ["/staff", /\/staff\/[^"/]+/]];

/** A browser without windows, in one language. */
function visitor(base, lang) {
  const cookies = new Map([["traad_lang", lang]]);
  return async (path, fields) => {
    const headers = { cookie: [...cookies].map((pair) => pair.join("=")).join("; "), "sec-fetch-site": "same-origin" };
    const answer = await fetch(base + path, { redirect: "manual", headers, ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}) });
    for (const cookie of answer.headers.getSetCookie()) { const [name, value] = cookie.split(";")[0].split("="); cookies.set(name, value); }
    return { status: answer.status, type: answer.headers.get("content-type") ?? "", body: await answer.text() };
  };
}

async function signIn(ask, role) {
  const login = (await ask("/login")).body;
  const before = login.slice(0, login.indexOf(`<strong>${role}</strong>`));
  await ask("/login/demo", [["person", /.*name="person" value="([^"]+)"/s.exec(before)[1]]]);
}

function nu(files) {
  const done = spawnSync("java", ["-Xss4m", "-jar", VNU, "--format", "json", "--errors-only", "--stdout", "--exit-zero-always", ...files], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout).messages;
}

test("HTML", { skip: skip(existsSync(VNU) && runs("java", ["-version"]), "vnu-jar or Java") }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "traad-html-"));
  const house = await start();
  try {
    const pages = new Map();
    const keep = (name, answer, statuses = [200]) => {
      assert.ok(statuses.includes(answer.status), `${name}: ${answer.status}`);
      assert.ok(answer.type.startsWith("text/html"), `${name}: ${answer.type}`);
      const file = join(folder, `${pages.size}.html`);
      writeFileSync(file, answer.body);
      pages.set(file, name);
    };
    for (const lang of ["da", "en"]) {
      const reader = visitor(house.base, lang);
      for (const path of PUBLIC) keep(`${lang} ${path}`, await reader(path), [200, 404, 410, 422]);
      const author = visitor(house.base, lang);
      await signIn(author, "kommunikationschef");
      for (const path of DESK) keep(`${lang} ${path} (signed in)`, await author(path));
      const owner = visitor(house.base, lang);
      await signIn(owner, "chef for Politik og Ledelse");
      for (const path of OWNER) keep(`${lang} ${path} (owner)`, await owner(path));
      const version = /href="(\/strategy\/versions\/[^"/]+)"/.exec((await owner("/strategy/versions")).body);
      keep(`${lang} ${version[1]} (owner)`, await owner(version[1]));
      for (const [list, link] of ONE_OF) {
        const found = new RegExp(`href="(${link.source})"`).exec((await author(list)).body);
        // Nobody may be waiting for an answer; every other list of the demo has something in it.
        if (!found && list === "/approvals") continue;
        assert.ok(found, `${list} leads on`);
        keep(`${lang} ${found[1]} (signed in)`, await author(found[1]));
        if (list === "/messages") keep(`${lang} editor (signed in)`, await author(`${found[1]}/edit`));
      }
      // Forms that come back with something wrong in them.
      keep(`${lang} subscribe refused`, await reader("/subscribe", [["email", "x"]]), [422, 200]);
      keep(`${lang} message refused`, await author("/messages", [["title", "<b>x</b>"]]), [422, 200, 303].slice(0, 2));
    }
    const planted = join(folder, "planted.html");
    writeFileSync(planted, "<!doctype html><html lang=da><title>x</title><p id=a><div id=a></div></p><img src=x>");
    assert.ok(nu([planted]).length >= 3, "the checker finds what was planted");
    const wrong = nu([...pages.keys()]).map((one) => `${pages.get(one.url.replace("file:", "")) ?? one.url}:${one.lastLine}: ${one.message} | ${one.extract ?? ""}`);
    assert.deepEqual(wrong, []);
    assert.ok(pages.size > 60, `${pages.size} pages`);
  } finally {
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("feeds", { skip: skip(runs("sh", ["-c", "command -v jing"]) && runs(PYTHON, ["-c", "import feedparser"]), "jing or feedparser") }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "traad-feed-"));
  const house = await start();
  try {
    const texts = {};
    for (const name of ["atom", "rss", "json"]) {
      const answer = await fetch(`${house.base}/feed.${name}`);
      assert.equal(answer.status, 200);
      texts[name] = await answer.text();
      writeFileSync(join(folder, name), texts[name]);
    }
    const jing = (file) => { const done = spawnSync("jing", ["-c", "tests/markup/atom.rnc", file], { encoding: "utf8" }); return { ok: done.status === 0, said: done.stdout + done.stderr }; };
    const atom = jing(join(folder, "atom"));
    assert.ok(atom.ok, atom.said);
    for (const [what, broken] of [
      ["an entry without an id", texts.atom.replace(/<id>urn:[^<]*<\/id>/, "")],
      ["a date that is none", texts.atom.replace(/<updated>[^<]*/, "<updated>i går")],
      ["two titles", texts.atom.replace(/<title>/, "<title>x</title><title>")],
      ["a link that leads nowhere", texts.atom.replace(/<link href="[^"]*"/, "<link")],
    ]) {
      const file = join(folder, "broken");
      writeFileSync(file, broken);
      assert.ok(!jing(file).ok, `the schema refuses ${what}`);
    }
    writeFileSync(join(folder, "cut"), texts.rss.slice(0, -30));
    const read = spawnSync(PYTHON, ["tests/markup/feed.py", ...["atom", "rss", "cut"].map((name) => join(folder, name))], { encoding: "utf8" });
    assert.equal(read.status, 0, read.stderr);
    const feeds = JSON.parse(read.stdout);
    assert.ok(feeds[join(folder, "cut")].bozo, "the reader notices a feed that is cut off");
    const json = JSON.parse(texts.json);
    assert.equal(json.version, "https://jsonfeed.org/version/1.1");
    assert.ok(json.items.length >= 20 && json.items.every((item) => typeof item.id === "string" && item.content_html && !Number.isNaN(Date.parse(item.date_published))));
    for (const [name, version] of [["atom", "atom10"], ["rss", "rss20"]]) {
      const feed = feeds[join(folder, name)];
      assert.ok(!feed.bozo, feed.why);
      assert.deepEqual([feed.version, feed.title], [version, "Sundby Kommune"]);
      assert.ok(feed.updated.every(Boolean), "every entry has a date that is understood");
      assert.deepEqual(feed.entries, json.items.map((item) => [item.id, item.url, item.title]), "all feeds tell the same");
    }
    assert.ok(feeds[join(folder, "atom")].authors, "RFC 4287, 4.1.2: somebody is the author");
  } finally {
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
