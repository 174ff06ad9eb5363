// The editor in a real browser: what saves itself makes one message, and typing stays fast.
import test from "node:test";
import assert from "node:assert/strict";
import { browser, hasBrowser, pause, person, signIn, start } from "./house.mjs";

test("what saves itself makes one message", { skip: hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing" }, async () => {
  const house = await start();
  const chrome = await browser();
  try {
    const { page, faults } = await person(chrome.instance, house.base);
    await signIn(page, "kommunikationskonsulent");
    await page.goto("/messages/new");
    await page.fill("#title", "Broen over åen er lukket");
    await page.waitForURL(/\/messages\/[A-Za-z0-9]{20,}\/edit$/, { timeout: 15_000 });
    const first = page.url();
    await page.locator("#save-status").getByText("Gemt").waitFor();
    await page.fill("#main-point", "Vi bygger en ny bro. Gå over ved møllen.");
    await pause(7_000);
    assert.equal(page.url(), first);
    await page.goto("/messages?mine=1");
    assert.equal(await page.getByText("Broen over åen er lukket").count(), 1);
    await page.goto(first);
    assert.equal(await page.inputValue("#main-point"), "Vi bygger en ny bro. Gå over ved møllen.");
    assert.deepEqual(faults, []);
  } finally {
    await chrome.close();
    await house.stop();
  }
});

test("a link in a mail of the mailbox opens beside it", { skip: hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing" }, async () => {
  const house = await start();
  const chrome = await browser();
  try {
    const { context, page } = await person(chrome.instance, house.base);
    await page.goto("/subscribe");
    await page.check("#topic-roads");
    await page.fill("#email", "borger@example.dk");
    await page.click("main button[type=submit]");
    await signIn(page, "kommunikationskonsulent");
    await page.goto("/mailbox");
    for (let i = 0; i < 40 && (await page.getByText("Bekræft din tilmelding").count()) === 0; i += 1) { await pause(250); await page.reload(); }
    await page.getByText("Bekræft din tilmelding").first().click();
    const opened = context.waitForEvent("page");
    await page.frameLocator("iframe").getByRole("link", { name: "Bekræft tilmeldingen" }).click();
    const beside = await opened;
    await beside.getByRole("button", { name: "Bekræft tilmeldingen" }).click();
    await beside.getByText("Din tilmelding").first().waitFor();
  } finally {
    await chrome.close();
    await house.stop();
  }
});
