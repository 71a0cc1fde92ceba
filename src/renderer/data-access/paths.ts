/** Where the screens about data access groups are. */
export const DATA_ACCESS = '/data-access';
export const groupPath = (id: number): string => `${DATA_ACCESS}/${id}`;
