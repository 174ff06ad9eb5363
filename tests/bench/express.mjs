// The reference of quality bar Q2 in another world: Express, EJS and Node's own SQLite serving the
// same front page, byte for byte, from the same database with the same query.
// usage: TOOLS=folder with express and ejs, PORT, DATABASE, VIEWS; node tests/bench/express.mjs
import { createRequire } from "node:module";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const express = createRequire(join(process.env.TOOLS, "package.json"))("express");
const database = new DatabaseSync(process.env.DATABASE, { readOnly: true });
const headlines = database.prepare(`select slug, title, main_point, published_at from article
  where retracted_at is null and published_at < ?2 and (?1 = '' or theme = ?1) order by published_at desc limit ?3`);

const timeZone = "Europe/Copenhagen";
const day = new Intl.DateTimeFormat("da-DK", { timeZone, day: "numeric", month: "long" });
const year = new Intl.DateTimeFormat("en", { timeZone, year: "numeric" });
const exact = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "longOffset" });
/** "6. maj", with the year where it is another than now. */
const date = (at, now) => { const then = year.format(at); return then === now ? day.format(at) : `${day.format(at)} ${then}`; };
const machine = (at) => exact.format(at).replace(" ", "T").replace(" GMT", "");

const app = express();
app.set("views", process.env.VIEWS);
app.set("view engine", "ejs");
app.get("/", (_, response) => response.render("home", { articles: headlines.all("", Number.MAX_SAFE_INTEGER, 28), now: year.format(Date.now()), date, machine }));
app.listen(Number(process.env.PORT), "127.0.0.1");
