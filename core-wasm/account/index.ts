// What the host and tests reach of account.
export {};
