/** The start screen. In a file of its own: who goes there need not know every screen. */
export const HOME = '/tenant-api-keys';
