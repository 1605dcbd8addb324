/** The public face of this folder. */
export {};
