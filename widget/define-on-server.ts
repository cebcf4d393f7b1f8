/* What Node gets for `@kasir/widget/define`: there is nothing to register a tag with. */
export {};
