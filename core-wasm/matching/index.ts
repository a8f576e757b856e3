// What the host and tests reach of matching.
export {};
