/** Where the screens about keys are. */
export const LIST = '/tenant-api-keys';
export const GENERATE = '/tenant-api-keys/new';
export const IMPORT = '/tenant-api-keys/import';
export const detailsPath = (id: number): string => `${LIST}/${id}`;
/** The page that generates a key, filled in from another one. */
export const clonePath = (id: number): string => `${LIST}/${id}/clone`;
