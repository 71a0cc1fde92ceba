/** Where the access simulator is; with a key, that key is chosen. */
export const SIMULATOR = '/access-simulator';
export const simulatorPath = (keyId: number): string => `${SIMULATOR}/${keyId}`;
