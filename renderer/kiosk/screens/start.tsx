import { Arch } from "../../ui/shapes.tsx";
import { useReader } from "../reader.ts";

/** Drawn for the moment before the main process first answers. */
export function StartScreen() {
	const { words } = useReader();
	return (
		<main class="start" data-screen="start">
			<Arch class="start-arch" />
			<h1 class="visually-hidden">{words.product}</h1>
		</main>
	);
}
