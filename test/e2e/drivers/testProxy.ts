import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export type ProxyMood = "open" | "password" | "forbidden";

/** A network's HTTP proxy. Whatever host it is asked for, it goes to `port` on this machine. */
export type TestProxy = {
	readonly url: string;
	mood: ProxyMood;
	/** Requests that went through it. */
	readonly count: () => number;
	readonly stop: () => Promise<void>;
	readonly startAgain: () => Promise<void>;
};

const refusals = { password: 407, forbidden: 403 } as const;

export async function startProxy(port: () => number): Promise<TestProxy> {
	let requests = 0;
	const sockets = new Set<Socket>();
	const proxy = { mood: "open" as ProxyMood };

	const server = createServer((incoming, outgoing) => {
		requests += 1;
		if (proxy.mood !== "open") {
			const status = refusals[proxy.mood];
			outgoing.writeHead(status, { "content-type": "text/html", "proxy-authenticate": 'Basic realm="network"' });
			outgoing.end("<html>No.</html>");
			return;
		}
		const { pathname, search } = new URL(incoming.url ?? "/", "http://unknown");
		const { method, headers } = incoming;
		const onward = request({ host: "127.0.0.1", port: port(), path: pathname + search, method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on("error", () => outgoing.destroy());
		incoming.pipe(onward);
	});
	server.on("connection", (socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.on("close", () => sockets.delete(socket));
	});
	server.on("connect", (_, socket) => {
		requests += 1;
		if (proxy.mood !== "open") {
			const challenge = proxy.mood === "password" ? 'Proxy-Authenticate: Basic realm="network"\r\n' : "";
			socket.end(`HTTP/1.1 ${refusals[proxy.mood]} No\r\n${challenge}Content-Length: 0\r\n\r\n`);
			return;
		}
		const onward = connect(port(), "127.0.0.1", () => {
			socket.write("HTTP/1.1 200 OK\r\n\r\n");
			onward.pipe(socket).pipe(onward);
		});
		for (const end of [onward, socket]) end.on("error", () => end.destroy());
	});

	async function listen(at: number): Promise<number> {
		server.listen(at, "127.0.0.1");
		await once(server, "listening");
		return (server.address() as AddressInfo).port;
	}

	const own = await listen(0);
	return {
		url: `http://127.0.0.1:${own}`,
		get mood() {
			return proxy.mood;
		},
		set mood(mood) {
			proxy.mood = mood;
			// Connections that are kept alive would go on as before.
			for (const socket of sockets) socket.destroy();
		},
		count: () => requests,
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
		async startAgain() {
			await listen(own);
		},
	};
}
