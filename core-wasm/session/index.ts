// What the host and tests reach of session.
export {};
