/** The buttons at the side and at the bottom open the same menu. */
export const accountMenuId = 'account-menu';
