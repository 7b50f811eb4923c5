// A mini-program does not print.
export {};
