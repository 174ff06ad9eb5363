// The record is what was sent, in a real browser: a plan whose text changes, what is out and is corrected, taken down,
// sent back; the stop and an urgent notice; a text kept for its writer alone.
import test, { after, before, describe } from "node:test";
import assert from "node:assert/strict";
import { browser, hasBrowser, pause, person, signIn, start } from "./house.mjs";

const skip = hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing";
const until = async (what, check, seconds = 60) => {
  for (let i = 0; i < seconds * 4; i += 1) { if (await check()) return; await pause(250); }
  throw new Error(`it did not happen: ${what}`);
};

describe("the record", { skip }, () => {
  let house; let chrome; let author; let head;
  before(async () => {
    house = await start({ lead: 0 });
    chrome = await browser();
    author = await person(chrome.instance, house.base);
    await signIn(author.page, "kommunikationskonsulent");
    head = await person(chrome.instance, house.base, { width: 390 });
    await signIn(head.page, "centerchef for Vej og Park");
  });
  after(async () => { await chrome?.close(); await house?.stop(); });

  /** Writes a message and asks; gives the address of its thread. */
  async function asked(title) {
    const { page } = author;
    await page.goto("/messages/new");
    await page.fill("#title", title);
    await page.fill("#main-point", "Vi lægger ny asfalt. Vejen er lukket for biler i fem dage.");
    await page.locator(".ProseMirror").click();
    await page.keyboard.type("Du kan gå og cykle forbi som normalt. Kører du bil, skal du følge de gule skilte.");
    await page.fill("#internal-text", "Naboer og forældre vil ringe. Sig, at de skal følge de gule skilte.");
    await page.selectOption("#unit", { label: "Center for Vej og Park" });
    await page.selectOption("#goal", "informed-in-time");
    await page.click("button[name=go-on]");
    await page.waitForURL(/\/messages\/[A-Za-z0-9]{20,}$/);
    const thread = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Bed om godkendelse" }).click();
    await page.getByText("Der er bedt om godkendelse").waitFor();
    return thread;
  }

  async function approve(title) {
    await head.page.goto("/approvals");
    await head.page.getByRole("link", { name: title }).click();
    await head.page.getByRole("button", { name: "Godkend", exact: true }).click();
    await head.page.getByText("Tak. Du har sagt ja kl.").waitFor();
  }

  /** Publishes from the page that asks first. */
  async function publish(thread, at) {
    const { page } = author;
    await page.goto(`${thread}/release${at ? `?at=${at}` : ""}`);
    const heading = await page.locator("h1").innerText();
    assert.match(heading, /^Send til \d+ medarbejdere .* og til alle på hjemmesiden/);
    await page.getByRole("button", { name: heading }).click();
    await page.getByText("Udgivelsen er planlagt").waitFor();
  }

  test("plan, edit: the editor asks first, and every page says what is so", async () => {
    const { page } = author;
    const thread = await asked("Kirkestræde er lukket i uge 20");
    await approve("Kirkestræde er lukket i uge 20");
    const inTwoMonths = new Date(Date.now() + 60 * 24 * 3_600_000).toISOString().slice(0, 10);
    await publish(thread, `${inTwoMonths}T12:00`);
    await page.goto(`${thread}/edit`);
    await page.getByText("Beskeden er planlagt til").waitFor();
    await page.fill("#main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket for biler.");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByText("Din tekst er ikke gemt endnu, men den står her stadig.").waitFor();
    assert.match(await page.inputValue("#main-point"), /i oktober/);
    await page.getByRole("button", { name: "Gem, og stop planen" }).click();
    await page.getByText("Gemt.").waitFor();
    await page.goto(thread);
    await page.locator("#step-channels.broken").getByText("Planen er stoppet").waitFor();
    await page.getByRole("button", { name: "Bed om godkendelse" }).waitFor();
    await page.goto("/desk");
    assert.equal(await page.locator("section:has(#next)").getByText("Kirkestræde er lukket").count(), 0, "nothing is said to go out");
    await until("a mail to the author", async () => {
      await page.goto("/mailbox");
      return (await page.getByText("»Kirkestræde er lukket i uge 20« går ikke ud som planlagt").count()) > 0;
    });
    const chief = await person(chrome.instance, house.base);
    await signIn(chief.page, "kommunikationschef");
    await chief.page.goto("/status");
    assert.equal(await chief.page.getByText("gået i stå").count(), 0, "the engine room does not cry wolf");
    await chief.context.close();
  });

  test("two clicks are one: no second message, and no second request", async () => {
    const { page } = author;
    const title = "Torvet er lukket i uge 21";
    await page.goto("/messages/new");
    await page.fill("#title", title);
    const sent = [];
    const note = (request) => { if (request.method() === "POST" && new URL(request.url()).pathname === "/messages") sent.push(request.url()); };
    page.on("request", note);
    await page.getByRole("button", { name: "Gem", exact: true }).dblclick();
    await page.waitForURL(/\/edit/);
    await pause(1_000);
    page.off("request", note);
    assert.equal(sent.length, 1);
    await page.goto("/messages");
    assert.equal(await page.getByRole("link", { name: title }).count(), 1);
  });

  test("return: the comment stands wherever its author looks", async () => {
    const { page } = author;
    const thread = await asked("Møllevej får nye lamper");
    await head.page.goto("/approvals");
    await head.page.getByRole("link", { name: "Møllevej får nye lamper" }).click();
    await head.page.getByText("Send tilbage", { exact: true }).click();
    await head.page.fill("#return-comment", "Skriv, hvornår lamperne bliver tændt.");
    await head.page.getByRole("button", { name: "Send tilbage med kommentaren" }).click();
    await head.page.getByText("Du sendte den tilbage").waitFor();
    for (const path of [thread, `${thread}/edit`, "/desk"]) {
      await page.goto(path);
      await page.getByText("Skriv, hvornår lamperne bliver tændt.").first().waitFor();
    }
  });

  test("publish, correct, take down", async () => {
    const { page } = author;
    const reader = await person(chrome.instance, house.base, { width: 390 });
    const thread = await asked("Skovstien er lukket i uge 21");
    await approve("Skovstien er lukket i uge 21");
    await publish(thread);
    const address = "/news/skovstien-er-lukket-i-uge-21";
    await until("the public page", async () => (await reader.page.goto(address)).status() === 200);
    // While mails still wait, the author is asked what is to become of them; here everybody has it.
    await until("everybody has it", async () => { await page.goto(`${thread}/edit`); return page.getByRole("button", { name: "Lav en rettelse", exact: true }).isVisible(); });
    await page.getByRole("heading", { name: "Beskeden er ude" }).waitFor();
    await page.fill("#main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket for biler.");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByRole("button", { name: "Lav en rettelse med denne tekst" }).click();
    await page.getByText("Her er rettelsen.").waitFor();
    assert.match(await page.inputValue("#title"), /^Rettelse: Skovstien/);
    assert.match(await page.inputValue("#main-point"), /i oktober/);
    await reader.page.goto(address);
    assert.equal(await reader.page.getByText("i oktober").count(), 0, "what is out stays as it is");

    await page.goto(thread);
    await page.getByRole("link", { name: "Tag beskeden ned" }).click();
    await page.fill("#retract-reason", "Der står et forkert telefonnummer.");
    await page.getByRole("button", { name: "Tag ned nu" }).click();
    await page.getByRole("heading", { name: "Beskeden er taget ned" }).waitFor();
    await page.getByText("Søgemaskiner").waitFor();
    // Two seconds are what a browser or a proxy may keep.
    await pause(2_100);
    const gone = await reader.page.goto(address);
    assert.equal(gone.status(), 410);
    await reader.page.goto("/");
    assert.equal(await reader.page.getByText("Skovstien er lukket").count(), 0);
    await reader.context.close();
  });

  test("the stop says why and by whom, and an urgent notice goes all the same", async () => {
    const chief = await person(chrome.instance, house.base);
    await signIn(chief.page, "kommunikationschef");
    await chief.page.goto("/status");
    await chief.page.locator("summary", { hasText: "Stop al udsendelse" }).click();
    await chief.page.fill("#stop-reason", "Vi venter på politiet.");
    await chief.page.getByRole("button", { name: "Stop al udsendelse" }).click();
    await chief.page.goto("/urgent?template=water-boil");
    await chief.page.getByText("Vi venter på politiet.").waitFor();
    const blanks = chief.page.locator("input[name=blank]");
    await blanks.nth(0).fill("Sundby Nord");
    // Ahead at whatever hour the test runs.
    await blanks.nth(1).fill("i morgen kl. 8");
    await chief.page.locator("main form button").first().click();
    await chief.page.getByRole("button", { name: "Send nu" }).click();
    await chief.page.waitForURL(/\/messages\/[A-Za-z0-9]{20,}/);
    const reader = await person(chrome.instance, house.base, { width: 390 });
    await until("the notice", async () => { await reader.page.goto("/"); return (await reader.page.getByText("Kog vandet").count()) > 0; });
    await chief.page.goto("/status");
    await chief.page.getByRole("button", { name: "Åbn for udsendelse igen" }).click();
    await chief.page.getByText("Der er åbent for udsendelse igen").waitFor();
    for (const who of [author, head, chief, reader]) assert.deepEqual(who.faults, [], "nothing goes wrong in the browser");
    await chief.context.close();
  });

  test("an ended session is told in the editor, and what was typed is there for its writer alone", async () => {
    const one = await person(chrome.instance, house.base);
    await signIn(one.page, "kommunikationskonsulent");
    await one.page.goto("/messages/new");
    await one.context.clearCookies();
    await one.page.fill("#title", "Biblioteket holder ekstra åbent");
    await one.page.locator("#save-status").getByText("Du er logget ud").waitFor({ timeout: 20_000 });
    const back = await one.page.getByRole("link", { name: "Log ind igen" }).getAttribute("href");
    assert.match(back, /^\/login\?next=/);
    // Somebody else at the same machine is offered nothing.
    await signIn(one.page, "centerchef for Vej og Park");
    await one.page.goto("/messages/new");
    await one.page.locator("#title").waitFor();
    assert.equal(await one.page.locator(".draft-offer").count(), 0);
    // Sent by its button after the session was over, it is there too; sent in time, nothing is offered.
    await one.page.fill("#title", "Skoven får nye stier");
    await one.page.fill("#main-point", "Vi lægger nyt grus på stierne i skoven.");
    await one.context.clearCookies();
    await one.page.locator(".editor-acts button").first().click();
    await one.page.getByText("Du er ikke logget ind").waitFor();
    assert.equal(await one.page.locator("main").getByRole("link", { name: "Log ind" }).getAttribute("href"), "/login");
    await signIn(one.page, "centerchef for Vej og Park");
    await one.page.goto("/messages/new");
    await one.page.locator(".draft-offer button").first().click();
    assert.equal(await one.page.locator("#title").inputValue(), "Skoven får nye stier");
    for (const act of [".editor-acts button[name=go-on]", ".editor-acts button"]) {
      await one.page.locator(act).first().click();
      await one.page.waitForURL(/\/messages\/[A-Za-z0-9]{20,}/);
      const id = new URL(one.page.url()).pathname.split("/")[2];
      for (const page of ["/messages/new", `/messages/${id}/edit`]) {
        await one.page.goto(page);
        await one.page.locator("#title").waitFor();
        assert.equal(await one.page.locator(".draft-offer").count(), 0, `${act} ${page}`);
      }
      await one.page.fill("#title", "Skoven får nye, brede stier");
    }
    await one.page.getByRole("button", { name: "Log ud" }).click();
    await one.page.waitForURL("**/");
    assert.equal(await one.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("traad-text-")).length), 0, "signing out throws away what is kept");
    await one.context.close();
  });
});
