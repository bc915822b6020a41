/** The pilcrow in the browser's tab; drawn, since no font is loaded. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#7a2e1d"/><path fill="#fff" d="M13 6h11v2.6h-2.4V26H19V8.600h-2.400V26H14V17.400h-1A5.700 5.700 0 0 1 13 6z"/></svg>';
