// Signing in at a real identity provider, npm's oidc-provider, in a real browser, on both
// databases: there and back to the page one came from, groups, strangers, and out again.
import test from "node:test";
import assert from "node:assert/strict";
import { browser, freePort, hasBrowser, pause, person, signIn, start } from "./house.mjs";
import { databases } from "./parts.mjs";
import { provider } from "./oidc.mjs";

const ACCOUNTS = {
  consultant: { email: "Konsulent@sundby.example", email_verified: true, name: "kommunikationskonsulent" },
  roadworker: { email: "vejmand@sundby.example", email_verified: true, groups: ["all-staff", "traad-operators"] },
  colleague: { email: "souschef.vej@sundby.example", email_verified: true, groups: ["all-staff", "owner"] },
  stranger: { email: "fremmed@sundby.example", email_verified: true, groups: ["traad-operators"] },
  unverified: { email: "chef.vej@sundby.example", email_verified: false },
};

/** Goes to the provider from the sign-in page and signs in there. */
async function signInAs(page, login) {
  await page.getByRole("link", { name: "Log ind med Sundby-login" }).click();
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", "x");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

for (const database of databases()) {
  test(`signing in at an identity provider on ${database.name}`, { skip: hasBrowser() ? false : process.env.TRAAD_PARTS === "required" ? false : "Chromium is missing" }, async () => {
    const port = await freePort();
    const settings = {
      TRAAD_OIDC_ISSUER: `http://127.0.0.1:${port}`, TRAAD_OIDC_CLIENT_ID: "traad", TRAAD_OIDC_CLIENT_SECRET: "en hemmelighed: 100 % &+",
      TRAAD_OIDC_NAME: "Sundby-login", TRAAD_OIDC_SCOPE: "openid email profile groups", TRAAD_OIDC_GROUPS: "traad-operators=communications-on-call",
    };
    const house = await start({ databaseUrl: database.url, settings });
    const chrome = await browser();
    let idp;
    try {
      // Before the provider is there, the page says so and people with a password can go on.
      const early = await person(chrome.instance, house.base);
      await early.page.goto("/login");
      await early.page.getByRole("link", { name: "Log ind med Sundby-login" }).click();
      await early.page.getByRole("alert").getByText("Vi kan ikke få fat i Sundby-login lige nu").waitFor();
      await early.page.locator("#password").waitFor();
      await early.context.close();

      idp = await provider({ port, base: house.base, accounts: ACCOUNTS });
      // The program leaves a provider that did not answer alone for some seconds.
      for (let i = 0; (await fetch(`${house.base}/login/openid`, { redirect: "manual" })).status === 503; i += 1) {
        assert.ok(i < 100, "the provider is found again");
        await pause(250);
      }
      for (const alg of ["RS256", "PS256", "ES256"]) {
        await idp.signWith(alg);
        const { page, context, faults } = await person(chrome.instance, house.base, { width: 390 });
        // The page one came for, query and all, is the page one comes to.
        await page.goto("/messages?page=1");
        await signInAs(page, "consultant");
        await page.waitForURL(`${house.base}/messages?page=1`);
        await page.getByText("kommunikationskonsulent").first().waitFor();
        // Signing out here, and then there.
        await page.getByRole("button", { name: "Log ud" }).click();
        await page.getByRole("heading", { name: "Du er logget ud af Traad" }).waitFor();
        await page.getByRole("link", { name: "Log ud af Sundby-login" }).click();
        await page.getByRole("button", { name: "Yes, sign me out" }).click();
        await page.waitForURL(`${house.base}/`);
        await page.goto("/desk");
        await page.waitForURL(/\/login\?next=/);
        assert.deepEqual(faults.filter((fault) => fault.startsWith(house.base)), [], alg);
        await context.close();
      }

      // A named group gives its duty, an unnamed one nothing, whatever it is called.
      for (const [login, status] of [["roadworker", 200], ["colleague", 403]]) {
        const { page, context } = await person(chrome.instance, house.base);
        await page.goto("/login?next=/staff");
        await signInAs(page, login);
        await page.waitForURL("**/staff");
        assert.equal((await page.goto("/status")).status(), status, login);
        await context.close();
      }

      // Whose access is closed is out at once, and told so at the next sign-in.
      const gone = await person(chrome.instance, house.base);
      await gone.page.goto("/login?next=/staff");
      await signInAs(gone.page, "colleague");
      await gone.page.waitForURL("**/staff");
      const chief = await person(chrome.instance, house.base);
      await signIn(chief.page, "kommunikationschef");
      await chief.page.goto("/people?q=souschef.vej");
      await chief.page.locator("a.row-main").first().click();
      await chief.page.getByText("Luk adgangen", { exact: true }).click();
      await chief.page.getByRole("button", { name: "Luk adgangen nu" }).click();
      await chief.page.getByText("Adgangen blev lukket").waitFor();
      await gone.page.goto("/staff");
      await gone.page.waitForURL(/\/login\?next=/);
      await gone.page.getByRole("link", { name: "Log ind med Sundby-login" }).click();
      await gone.page.getByRole("alert").getByText("Din adgang til Traad er lukket").waitFor();
      await gone.context.close();
      await chief.context.close();

      for (const [login, text] of [["stranger", "Traad kender ikke fremmed@sundby.example endnu"], ["unverified", "siger ikke, at chef.vej@sundby.example er din"]]) {
        const { page, context } = await person(chrome.instance, house.base, { width: 390 });
        await page.goto("/login");
        await signInAs(page, login);
        await page.getByRole("alert").getByText(text).waitFor();
        await page.goto("/desk");
        await page.waitForURL(/\/login\?next=/);
        await context.close();
      }
      assert.deepEqual(idp.faults, []);
    } finally {
      await chrome.close();
      if (idp) await idp.stop();
      await house.stop();
      database.remove();
    }
  });
}
