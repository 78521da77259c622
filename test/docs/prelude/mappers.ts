/** The part of object mappers that the recipes use; these packages are not installed here. */
