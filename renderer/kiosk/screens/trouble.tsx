import { Arch, Arrow, Warning } from "../../ui/shapes.tsx";
import type { Trouble } from "../../words/trouble.ts";
import { useLocalization } from "../localization.ts";
import { Sentence } from "../sentence.tsx";
import { useKeys } from "../use-input.ts";

export function TroubleScreen({ trouble }: { readonly trouble: Trouble }) {
	const { words, changeLanguage } = useLocalization();
	const { title, line, remedy } = words.trouble[trouble];
	useKeys((emission) => {
		if (emission.kind === "key" && emission.key.key === "F8") changeLanguage();
	});
	return (
		<main class="trouble" data-screen="trouble" data-trouble={trouble}>
			<div class="trouble-brand">
				<Arch class="brand-arch" />
				{words.product}
			</div>
			<section class="trouble-card" role="alert">
				<Warning class="trouble-shape" />
				<h1>{title}</h1>
				<p class="trouble-line">
					<Sentence text={line} />
				</p>
				<p class="trouble-remedy">
					<Arrow />
					<Sentence text={remedy} />
				</p>
			</section>
		</main>
	);
}
