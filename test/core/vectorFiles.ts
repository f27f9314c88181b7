import { readFileSync } from "node:fs";
import { z } from "zod";

/** Published test vectors of other projects; each file in test/vectors says where it is from and under which licence. */
function readVectors<T>(name: string, schema: z.ZodType<T>): T {
	return schema.parse(JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8")));
}

const Text = z.string();

export const readEd25519 = () =>
	readVectors(
		"ed25519",
		z.object({
			vectors: z.array(z.object({ name: Text, secret: Text, public: Text, message: Text, signature: Text })),
		}),
	);

export const readMerkle = () => readVectors("merkle", z.object({ leaves: z.array(Text), roots: z.array(Text) }));

export const readDsse = () =>
	readVectors(
		"dsse",
		z.object({
			example: z.object({ payloadType: Text, payload: Text, pae: Text, x: Text, y: Text, sig: Text }),
			keys: z.record(Text, Text),
			ed25519: z.array(
				z.object({
					id: Text,
					payloadType: Text,
					payload: Text,
					signatures: z.array(z.object({ sig: Text, keyid: Text.optional() })),
					trusted: z.array(Text),
					threshold: z.int(),
					supported: z.array(Text),
					expect: z.enum(["accept", "reject"]),
				}),
			),
		}),
	);
