// What the host and tests reach of bars.
export {};
