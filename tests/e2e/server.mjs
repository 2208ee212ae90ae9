// A static server on the loopback interface that writes down every request it gets.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", mjs: "text/javascript", json: "application/json", png: "image/png", jpg: "image/jpeg", webp: "image/webp", avif: "image/avif", svg: "image/svg+xml" };

/** Serves the files below `folder`; `pages` adds pages made up by a test: path to HTML. */
export async function serve(folder, pages = {}) {
  const log = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    log.push({ method: request.method, path: pathname, origin: request.headers.origin ?? "", dest: request.headers["sec-fetch-dest"] ?? "", site: request.headers["sec-fetch-site"] ?? "" });
    const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    const type = TYPES[path.extname(pathname).slice(1)] ?? "application/octet-stream";
    const content = pages[pathname] ?? (await readFile(file).catch(() => undefined));
    const headers = { "content-type": type, "cache-control": "max-age=600" };
    response.writeHead(content === undefined ? 404 : 200, content === undefined ? {} : headers);
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { log, origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Requests that no page of the tests makes: of another kind, from another origin. */
export function silent(log) {
  const kinds = new Set(["document", "style", "image", "script", "font", "iframe"]);
  return log.filter(({ dest, origin }) => !kinds.has(dest) || origin !== "");
}
