/** The start screen. In a file of its own, because the screens know the session and the session leads here. */
export const HOME = '/tenant-api-keys';
