// The address that was meant, where a mail filter or a search engine put its own around it; as the server reads it
// (crates/markup/src/tracking). The editor takes off what it can, so that one sees it at once; the server has the last word.

/** How many wrappers around one another are taken off. */
const DEPTH_MAX = 6;

/** Services by host and the beginning of the path, with the part of the query that says where they lead. */
const WRAPPERS: readonly (readonly [string, string, string])[] = [
  ["safelinks.protection.outlook.com", "", "url"],
  ["safelinks.protection.office365.us", "", "url"],
  ["teams.cdn.office.net", "/evergreen-assets/safelinks", "url"],
  ["teams.cdn.office.com", "/evergreen-assets/safelinks", "url"],
  ["safelink.emails.azure.net", "/redirect", "destination"],
  ["linkprotect.cudasvc.com", "/url", "a"],
  ["clicktime.symantec.com", "", "u"],
  ["protect2.fireeye.com", "", "u"],
  ["trendmicro.com", "/wis/clicktime", "url"],
  ["protection.sophos.com", "", "url"],
  ["facebook.com", "/l.php", "u"],
  ["l.instagram.com", "", "u"],
  ["l.messenger.com", "", "u"],
  ["linkedin.com", "/redir", "url"],
  ["linkedin.com", "/safety/go", "url"],
  ["youtube.com", "/redirect", "q"],
  ["duckduckgo.com", "/l/", "uddg"],
  ["slack-redir.net", "/link", "url"],
  ["deref-gmx.com", "", "redirecturl"],
  ["deref-web.de", "", "redirecturl"],
  ["out.reddit.com", "", "url"],
  ["vk.com", "/away.php", "to"],
  ["googleadservices.com", "", "adurl"],
];

/** Parts of a query that name the one who clicked or got the mail; those of a campaign name nobody. */
const PERSONAL = new Set(
  (
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_eid _hsenc mkt_tok vero_id oly_enc_id " +
    "oly_anon_id ck_subscriber_id xsdata sdata ovuser msdynttrid et_rid elqtrackid ss_email_id wickedid"
  ).split(" "),
);
/** Parts that hold whoever got the mail, where what they hold is an address. */
const ADDRESSEE = new Set(
  "e email e-mail mail emailaddress email_address email-address recipient rcpt user username upn login_hint".split(" "),
);
const SHAREPOINT_PERSONAL = new Set("e share clickparams or cid ct at".split(" "));

interface Parts {
  /** Scheme, user and host as they are written. */
  head: string;
  host: string;
  rawPath: string;
  /** In lower case, its codes read and its detours taken out. */
  path: string;
  query: string;
  fragment: string;
}

/** Null where nothing is to be changed. */
export function unwrapped(address: string): string | null {
  const given = address.trim();
  let meant = given;
  for (let depth = 0; depth < DEPTH_MAX; depth += 1) {
    const inner = once(meant);
    if (inner === null) break;
    meant = inner;
  }
  meant = withoutPersons(meant);
  return meant === given ? null : meant;
}

function partsOf(address: string): Parts | null {
  const found = /^(https?:[/\\]*[^/\\?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(address);
  const host = found && hostOf(address);
  if (!found || !host) return null;
  return { head: found[1]!, host, rawPath: found[2]!, path: plainPath(found[2]!), query: found[3] ?? "", fragment: found[4] ?? "" };
}

function hostOf(address: string): string | null {
  try {
    return new URL(address).hostname.replace(/\.$/, "");
  } catch {
    return null;
  }
}

function plainPath(raw: string): string {
  let path = raw;
  for (let depth = 0; depth < DEPTH_MAX && path.includes("%"); depth += 1) path = decoded(path);
  const steps: string[] = [];
  for (const step of path.split(/[/\\]/)) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  const end = /[/\\]$/.test(path) && steps.length > 0 ? "/" : "";
  return `/${steps.join("/").toLowerCase()}${end}`;
}

const isAt = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);
const isBelow = (path: string, start: string): boolean => path.startsWith(start) || `${path}/` === start;
const keyOf = (pair: string): string => decoded(pair.split("=")[0]!.replace(/^amp;/, "")).toLowerCase();

function valueOf(parts: Parts, name: string): string | null {
  const pair = parts.query.split(/[&;]/).find((one) => one.includes("=") && keyOf(one) === name);
  return pair === undefined ? null : decoded(pair.slice(pair.indexOf("=") + 1));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function once(address: string): string | null {
  const parts = partsOf(address);
  if (!parts) return null;
  for (const [host, path, name] of WRAPPERS) {
    const value = isAt(parts.host, host) && isBelow(parts.path, path) ? valueOf(parts, name) : null;
    if (value !== null && isMeant(value)) return value;
  }
  const isSearch = /(^|\.)google(\.[^.]+){1,2}$/.test(parts.host) && /^\/url\/?$/.test(parts.path);
  const isWebmail = parts.path.endsWith("/owa/redir.aspx");
  const found = isSearch ? [valueOf(parts, "q"), valueOf(parts, "url")] : [isWebmail ? valueOf(parts, "url") : coded(parts, address)];
  return found.find((value) => value !== null && isMeant(value)) ?? null;
}

const isMeant = (inner: string): boolean => /^(https?:\/\/[^\s/?#:@]|mailto:[^\s]*@|tel:.*\d)\S*$/i.test(inner);

/** Services that write the address in a code of their own. */
function coded(parts: Parts, address: string): string | null {
  const { host, rawPath: path } = parts;
  if (["urldefense.com", "urldefense.proofpoint.com", "urldefense.us"].some((name) => isAt(host, name))) return defended(parts, address);
  if (isAt(host, "secure-web.cisco.com")) return path.split("/").reverse().map(decoded).find((part) => part.includes("://")) ?? null;
  if (isAt(host, "awstrack.me")) return decoded(/^\/+L0\/([^/]*)/.exec(path)?.[1] ?? "");
  if (isAt(host, "avanan.click") || isAt(host, "protect.checkpoint.com")) return address.split("___")[1] ?? null;
  if (isAt(host, "protection.sophos.com")) return fromBase64(valueOf(parts, "u") ?? "");
  if (isAt(host, "bing.com")) return fromBase64(/^a1(.+)/.exec(valueOf(parts, "u") ?? "")?.[1] ?? "");
  if (isAt(host, "r.search.yahoo.com")) return decoded(/\/RU=([^/]*)/.exec(path)?.[1] ?? "");
  return null;
}

/** Proofpoint's three versions. */
function defended(parts: Parts, address: string): string | null {
  if (parts.path.startsWith("/v1/")) return valueOf(parts, "u");
  if (parts.path.startsWith("/v2/")) {
    const raw = parts.query.split("&").find((pair) => pair.startsWith("u="));
    return raw === undefined ? null : decoded(raw.slice(2).replaceAll("-", "%").replaceAll("_", "/"));
  }
  const found = /\/v3\/__(.*?)__;([^!]*)/s.exec(address);
  return found ? filled(found[1]!, found[2]!) : null;
}

/** Version 3: each `*` stands for a character of the key, and `**X` for as many as X says, from two on. */
function filled(text: string, key: string): string | null {
  const letters = [...(fromBase64(key) ?? "")];
  const lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const out = text.replace(/\*(?:\*(.))?/gs, (_, length: string | undefined) =>
    letters.splice(0, length === undefined ? 1 : lengths.indexOf(length) + 2).join(""),
  );
  return out.replace(/^([a-z]+:\/)(?!\/)/i, "$1/");
}

function fromBase64(text: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function withoutPersons(address: string): string {
  const parts = partsOf(address);
  if (!parts || parts.query === "") return address;
  const isSharepoint = isAt(parts.host, "sharepoint.com");
  const isAddressee = (pair: string): boolean => ADDRESSEE.has(keyOf(pair)) && decoded(decoded(pair)).includes("@");
  const isPersonal = (key: string): boolean => PERSONAL.has(key) || (isSharepoint && SHAREPOINT_PERSONAL.has(key));
  const query = parts.query.split("&").filter((pair) => !isPersonal(keyOf(pair)) && !isAddressee(pair)).join("&");
  if (query === parts.query) return address;
  return `${parts.head}${parts.rawPath}${query === "" ? "" : `?${query}`}${parts.fragment === "" ? "" : `#${parts.fragment}`}`;
}
