// What our front page is measured against: nginx that sends it as a file, and Express that makes
// it of the same rows. Both send the same bytes as we do.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { children, freePort, start } from "./machine.mjs";

const tools = process.env.TRAAD_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "traad/tools");

/** nginx with one worker that sends `body` as a file. */
export async function nginx(work, body) {
  const port = await freePort();
  const root = join(work, "www");
  mkdirSync(root, { recursive: true, mode: 0o755 });
  writeFileSync(join(root, "index.html"), body);
  writeFileSync(join(work, "nginx.conf"), `worker_processes 1; daemon off; pid ${work}/nginx.pid; error_log stderr;
user ${process.getuid?.() === 0 ? "root" : "nobody"};
events { worker_connections 256; }
http { access_log off; default_type text/html; keepalive_requests 100000000; sendfile on; open_file_cache max=10;
  client_body_temp_path ${work}/b; proxy_temp_path ${work}/p; fastcgi_temp_path ${work}/f; uwsgi_temp_path ${work}/u; scgi_temp_path ${work}/s;
  server { listen 127.0.0.1:${port}; root ${root}; } }\n`);
  const base = `http://127.0.0.1:${port}`;
  const program = await start("nginx", ["-c", join(work, "nginx.conf"), "-p", work], `${base}/`);
  return { ...program, base, pids: children(program.pid) };
}

/** A Node.js that has SQLite, and the packages; or why there is none. */
function found() {
  const other = `node-${process.platform}-${process.arch}`;
  const nodes = [process.execPath, join(tools, "node_modules", other, "bin/node")];
  const node = nodes.find((one) => spawnSync(one, ["-e", "require('node:sqlite')"]).status === 0);
  if (node === undefined) return { why: `no Node.js with node:sqlite; npm install --prefix ${tools} ${other}` };
  if (!["express", "ejs"].every((name) => existsSync(join(tools, "node_modules", name)))) return { why: `npm install --prefix ${tools} express ejs` };
  return { node };
}

/** The page as a template: the headlines are a loop, everything else stands there as it is. */
function template(body) {
  const [first, last] = [body.indexOf('<li class="news-item">'), body.lastIndexOf('<li class="news-item">')];
  const item = `<% for (const article of articles) { %><li class="news-item"><time class="news-date" datetime="<%= machine(article.published_at) %>"><%= date(article.published_at, now) %></time><h2><a href="/news/<%= article.slug %>"><%= article.title %></a></h2><p><%= article.main_point %></p></li>\n<% } %>`;
  return body.slice(0, first) + item + body.slice(body.indexOf("</li>\n", last) + "</li>\n".length);
}

/** Express, EJS and SQLite with the same page; `why` there is none where it cannot be. */
export async function express(work, body, database) {
  const { node, why } = found();
  if (why !== undefined) return { why };
  const [port, views] = [await freePort(), join(work, "views")];
  mkdirSync(views, { recursive: true });
  writeFileSync(join(views, "home.ejs"), template(body));
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, NODE_ENV: "production", TOOLS: tools, PORT: String(port), DATABASE: database, VIEWS: views };
  const program = await start(node, [join(import.meta.dirname, "express.mjs")], `${base}/`, { env });
  const same = await (await fetch(`${base}/`)).text();
  if (same !== body) {
    await program.stop();
    throw new Error("Express sends another page than we do");
  }
  return { ...program, base };
}
