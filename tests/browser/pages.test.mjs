// Every page in a real browser: axe finds no violation (WCAG 2.2 AA), nothing overflows at 320 px,
// nothing goes wrong in the console, and public pages work without JavaScript.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { browser, hasBrowser, person, signIn, start } from "./house.mjs";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const PUBLIC = ["/", "/login", "/login/link", "/subscribe", "/strategy", "/archive", "/search?q=vej", "/feeds", "/api", "/language", "/findes-ikke"];
const DESK = ["/desk", "/messages", "/messages/new", "/approvals", "/board", "/staff", "/status", "/mailbox", "/strategy", "/people", "/people?q=skole", "/people/persons/new", "/people/import", "/me", "/audiences", "/audiences/new?kind=rule", "/audiences/new?kind=topics", "/audiences/new?kind=list", "/people/topics", "/library", "/plans", "/plans/new", "/plans/new?plan=direct", "/calendar", "/me/second-factor", "/urgent"];
/** Pages that are reached by a link, and the form on them that is opened. */
const LINKED = [["/messages", "a.row-main"], ["/people?q=vejmedarbejder", "a.row-main"], ["/people?q=Nordskolen", ".tree a"]];

async function violations(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
}

test("every page", { skip: hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing" }, async () => {
  const house = await start();
  const chrome = await browser();
  const wrong = [];
  try {
    for (const [width, colorScheme] of [[1280, "light"], [390, "light"], [320, "dark"]]) {
      const visitor = await person(chrome.instance, house.base, { width, colorScheme });
      const author = await person(chrome.instance, house.base, { width, colorScheme });
      await signIn(author.page, "kommunikationschef");
      for (const [who, paths] of [[visitor, PUBLIC], [author, DESK]]) {
        for (const path of paths) {
          await who.page.goto(path);
          for (const fault of await violations(who.page)) wrong.push(`${path} ${width} ${colorScheme}: ${fault}`);
          const over = await who.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (over > 0) wrong.push(`${path} ${width}: ${over} px too wide`);
        }
        wrong.push(...who.faults);
      }
      for (const [path, link] of LINKED) {
        await author.page.goto(path);
        await author.page.locator(`main ${link}`).first().click();
        await author.page.waitForURL(/\/(messages|people\/(persons|units))\/[A-Za-z0-9]{20,}/);
        for (const form of await author.page.locator("main details").all()) await form.evaluate((one) => { one.open = true; });
        for (const fault of await violations(author.page)) wrong.push(`${author.page.url()} ${width} ${colorScheme}: ${fault}`);
        const over = await author.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wrong.push(`${author.page.url()} ${width}: ${over} px too wide`);
      }
      // What is refused comes back on the page of its form, with the reason above.
      await author.page.goto("/messages");
      await author.page.locator("main a.row-main").first().click();
      await author.page.waitForURL(/\/messages\/[A-Za-z0-9]{20,}/);
      await author.page.evaluate(() => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: `${location.pathname}/exemption` });
        form.innerHTML = '<input name="form" value="exemption"><input name="kind" value="danger"><input name="reason" value="kort">';
        document.body.append(form);
        form.submit();
      });
      await author.page.locator("main .alert-error[role=alert]:focus").waitFor();
      for (const fault of await violations(author.page)) wrong.push(`refused ${width} ${colorScheme}: ${fault}`);
      // Who is not on call sees whom to ring.
      const other = await person(chrome.instance, house.base, { width, colorScheme });
      await signIn(other.page, "kommunikationskonsulent");
      await other.page.goto("/urgent");
      await other.page.locator("main a[href^='tel:']").first().waitFor();
      for (const fault of await violations(other.page)) wrong.push(`/urgent not on call ${width} ${colorScheme}: ${fault}`);
      await other.context.close();
      await visitor.context.close();
      await author.context.close();
    }
    assert.deepEqual(wrong, []);
  } finally {
    await chrome.close();
    await house.stop();
  }
});
