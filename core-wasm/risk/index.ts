// What the host and tests reach of risk.
export {};
