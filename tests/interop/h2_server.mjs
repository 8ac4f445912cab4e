// An HTTP/2 server without TLS for curl_parity.py: prints its port, then answers each request with what it was sent.
import http2 from "node:http2";

const server = http2.createServer();
server.on("stream", (stream, headers) => {
  const chunks = [];
  stream.on("data", (chunk) => chunks.push(chunk));
  stream.on("end", () => {
    const path = headers[":path"];
    const sent = Object.entries(headers)
      .filter(([name]) => name !== "user-agent" && name !== ":authority")
      .sort();
    const [, kind, status, to] = path.split("/");
    // A date of its own, or two programs a second apart would get different answers.
    const answer = { ":status": 200, "content-type": "text/plain", date: "Sat, 21 Nov 2026 04:00:00 GMT" };
    if (kind === "status") answer[":status"] = Number(status);
    if (kind === "redirect") Object.assign(answer, { ":status": Number(status), location: "/" + to });
    const body = `${JSON.stringify(sent)}\n${Buffer.concat(chunks).toString("hex")}\n`;
    answer["content-length"] = Buffer.byteLength(body);
    stream.respond(answer);
    stream.end(headers[":method"] === "HEAD" ? undefined : body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
