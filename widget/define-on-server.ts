/* What Node gets for `@kasir/widget/define`: there is no registry of tags. */
export {};
