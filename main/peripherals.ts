/** What stands around the app on its machine: the screen it can give back, and later all that is plugged in. */
export type Peripherals = {
	/** Gives the screen back to the operating system. */
	readonly leave: () => void;
};

/** A machine with nothing attached. */
export const noPeripherals: Peripherals = { leave: () => {} };
