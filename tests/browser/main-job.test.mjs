// The main job in a real browser, in Danish, as three people, on both databases, with a real SMTP
// server: from the first word to the public page, the staff feed and a mail in a mailbox.
import test, { describe } from "node:test";
import assert from "node:assert/strict";
import { browser, hasBrowser, pause, person, signIn, start } from "./house.mjs";
import { databases, decode, smtp } from "./parts.mjs";

const until = async (what, check, seconds = 240) => {
  for (let i = 0; i < seconds * 4; i += 1) { if (await check()) return; await pause(250); }
  throw new Error(`it did not happen: ${what}`);
};

/** The readers of the topic; thousands follow the demo's own, and each mail would be waited for. */
const READERS = ["borger@example.dk", "nabo@example.dk", "butik@example.dk"];

async function subscribe(reader, mails, email) {
  await reader.page.goto("/subscribe");
  await reader.page.check("#topic-city");
  await reader.page.fill("#email", email);
  await reader.page.click("main button[type=submit]");
  await reader.page.getByText("Kig i din indbakke").waitFor();
  let link;
  await until("a mail to confirm", () => {
    const mail = mails().map(decode).find((text) => text.includes(email) && text.includes("/subscription/"));
    link = mail?.match(/http:\/\/[^\s"<]+\/subscription\/[^\s"<]+/)?.[0];
    return Boolean(link);
  });
  await reader.page.goto(link);
  await reader.page.click("main form button");
  await reader.page.getByText("Din tilmelding").first().waitFor();
}

/** A case is assessed and gets a plan with an activity; ends in the editor of a message in the plan. */
async function plan(page) {
  await page.goto("/plans/new");
  await page.check("#kind-case");
  await page.fill("#title", "Ny belægning i midtbyen");
  await page.selectOption("#unit", { label: "Center for Vej og Park" });
  const yes = ["many-affected", "something-taken-away"];
  for (const question of [...yes, "something-to-do", "several-fields", "press-interest", "can-influence"]) {
    await page.check(`#${question}-${yes.includes(question) ? "yes" : "no"}`);
  }
  await page.click("main form button[type=submit]");
  await page.click("main a[href^='/plans/new?assessment=']");
  await page.check("#goal-informed-in-time");
  await page.fill("#main_message", "Midtbyen får ny belægning. Vi tager en gade ad gangen.");
  await page.selectOption("#responsible", { label: "kommunikationskonsulent" });
  await page.selectOption("#status", "active");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/plans\/[A-Za-z0-9]{20,}$/);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.fill("[name=activity_title]", "Brev til butikkerne");
  await page.selectOption("[name=activity_channel]", "website");
  await page.fill("[name=activity_due]", "2030-05-08T10:00");
  await page.selectOption("[name=activity_responsible]", { label: "kommunikationskonsulent" });
  await page.click("form[action$='/activities'] button[type=submit]");
  await page.getByText("Brev til butikkerne").first().waitFor();
  await page.goto("/calendar?week=2030-W19");
  await page.getByText("Brev til butikkerne").waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "Skriv en besked i planen" }).click();
  assert.match(await page.inputValue("#main-point"), /Midtbyen får ny belægning/, "the plan's message is the first draft");
}

// Side by side: most of the time goes with the minute that staff are ahead of readers.
describe("the main job", { concurrency: true }, () => { for (const database of databases()) {
  test(`the main job on ${database.name}`, { skip: hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing" }, async () => {
    const server = await smtp();
    const house = await start({ databaseUrl: database.url, smtpUrl: server.url, lead: 1 });
    const chrome = await browser();
    try {
      const reader = await person(chrome.instance, house.base, { width: 390 });
      house.command("topic", "add", "Midtbyen", "--id", "city");
      for (const email of READERS) await subscribe(reader, server.mails, email);

      const author = await person(chrome.instance, house.base);
      await signIn(author.page, "kommunikationskonsulent");
      await plan(author.page);
      await author.page.fill("#title", "Kirkestræde er lukket i uge 20");
      await author.page.fill("#main-point", "Vi lægger ny asfalt. Vejen er lukket for biler i fem dage.");
      await author.page.locator(".ProseMirror").click();
      await author.page.keyboard.type("Du kan gå og cykle forbi som normalt. Kører du bil, skal du følge de gule skilte.");
      await author.page.fill("#internal-text", "Naboer og forældre vil ringe. Sig, at de skal følge de gule skilte.");
      await author.page.selectOption("#unit", { label: "Center for Vej og Park" });
      await author.page.selectOption("#goal", "informed-in-time");
      await author.page.check("#channel-newsletter");
      // The newsletter needs a topic: the live check says so while one writes.
      await author.page.locator("#findings").getByText("Vælg mindst ét emne").waitFor();
      await author.page.check("#topic-city");
      await author.page.locator("#findings").getByText("Der mangler ikke noget").waitFor();
      await author.page.click("button[name=go-on]");
      await author.page.waitForURL(/\/messages\/[A-Za-z0-9]{20,}$/);
      const thread = author.page.url();
      await author.page.locator("#step-plan.done").getByText("Ny belægning i midtbyen").waitFor();
      await author.page.getByRole("button", { name: "Bed om godkendelse" }).click();
      await author.page.locator("#step-approval.waiting").waitFor();

      let link;
      await until("a mail to the head", () => {
        const mail = server.mails().map(decode).find((text) => text.includes("chef.vej@sundby.example") && text.includes("/approvals/"));
        link = mail?.match(/http:\/\/[^\s"<]+\/approvals\/[^\s"<]+/)?.[0];
        return Boolean(link);
      });
      const head = await person(chrome.instance, house.base, { width: 390 });
      await signIn(head.page, "centerchef for Vej og Park");
      await head.page.goto(link);
      await head.page.locator(".reader").getByText("Kører du bil, skal du følge de gule skilte.").waitFor();
      assert.equal(await head.page.locator("#step-approval.done").count(), 0, "the link approves nothing by itself");
      await head.page.getByRole("button", { name: "Godkend", exact: true }).click();
      await head.page.getByRole("heading", { name: "Har sagt ja" }).waitFor();

      await author.page.goto(thread);
      await author.page.locator("#step-approval.done").waitFor();
      await author.page.getByRole("link", { name: "Se, hvem der får den, og udgiv" }).click();
      await author.page.getByRole("button", { name: /^Send til \d+ medarbejdere nu og til 3 læsere/ }).click();
      const staff = await person(chrome.instance, house.base, { width: 390 });
      await signIn(staff.page, "vejmedarbejder");
      await until("a post for staff", async () => { await staff.page.goto("/staff"); return (await staff.page.getByText("Naboer og forældre vil ringe").count()) > 0; });
      await reader.page.goto("/");
      assert.equal(await reader.page.getByText("Kirkestræde er lukket").count(), 0, "readers wait for the lead time");
      await until("staff mail", () => server.mails().map(decode).some((text) => text.includes("chef.vej@sundby.example") && text.includes("Naboer")));

      await until("the public page", async () => { await reader.page.goto("/"); return (await reader.page.getByText("Kirkestræde er lukket").count()) > 0; });
      await reader.page.getByRole("link", { name: "Kirkestræde er lukket i uge 20" }).click();
      await reader.page.getByText("Kører du bil, skal du følge de gule skilte.").waitFor();
      const newsletters = () => server.mails().filter((raw) => raw.includes("List-Unsubscribe-Post"));
      await until("the newsletter", () => newsletters().length >= READERS.length);
      for (const email of READERS) assert.equal(newsletters().filter((raw) => raw.includes(email)).length, 1, `one mail to ${email}`);
      const mail = newsletters().find((raw) => raw.includes(READERS[0]));
      assert.match(mail, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
      const oneClick = mail.replace(/\r?\n[ \t]/g, " ").match(/List-Unsubscribe: <([^>]+)>/)[1];
      const answer = await fetch(oneClick, { method: "POST", body: "List-Unsubscribe=One-Click", headers: { "content-type": "application/x-www-form-urlencoded" }, redirect: "manual" });
      assert.equal(answer.status, 200);

      await head.page.goto("/board");
      await head.page.getByText("Kirkestræde er lukket i uge 20").first().waitFor();
      await author.page.goto(thread);
      for (const step of ["goal", "message", "checks", "approval", "internal", "channels"]) await author.page.locator(`#step-${step}.done`).waitFor();
      for (const who of [reader, author, head, staff]) assert.deepEqual(who.faults, [], "nothing goes wrong in the browser, and the policy is never broken");
    } finally {
      await chrome.close();
      await house.stop();
      await server.stop();
      database.remove();
    }
  });
} });
