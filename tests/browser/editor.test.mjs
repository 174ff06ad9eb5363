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

test("a channel gets a text of its own, begun with the main text", { skip: hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing" }, async () => {
  const house = await start();
  const chrome = await browser();
  try {
    const { page, faults } = await person(chrome.instance, house.base);
    await signIn(page, "kommunikationskonsulent");
    await page.goto("/messages/new");
    await page.fill("#title", "Broen over åen er lukket");
    await page.locator("#body-rich").fill("Gå over ved møllen.");
    await page.check("#channel-newsletter");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    const card = page.locator(".channel-card", { has: page.locator("#channel-newsletter") });
    await card.getByText("En anden tekst til kanalen").click();
    await card.getByRole("button", { name: "Begynd med hovedteksten" }).click();
    const own = page.locator("#variant-newsletter-rich");
    await own.getByText("Gå over ved møllen.").waitFor();
    assert.equal(await card.getByRole("button", { name: "Begynd med hovedteksten" }).count(), 0, "nothing typed can be written over");
    await own.press("ControlOrMeta+End");
    await own.pressSequentially(" Kære læser, pas på dig selv.");
    if (process.env.TRAAD_SHOTS) await page.screenshot({ path: `${process.env.TRAAD_SHOTS}/variant-1280.png`, fullPage: true });
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.locator("#variant-newsletter-rich").getByText("Kære læser, pas på dig selv.").waitFor();
    assert.equal((await page.inputValue("#body")).trim(), "Gå over ved møllen.", "the main text stays as it is");
    await page.setViewportSize({ width: 390, height: 844 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390), "nothing runs out of the side");
    if (process.env.TRAAD_SHOTS) await page.screenshot({ path: `${process.env.TRAAD_SHOTS}/variant-390.png`, fullPage: true });
    assert.deepEqual(faults, []);
  } finally {
    await chrome.close();
    await house.stop();
  }
});
