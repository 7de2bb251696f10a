"""What web pages carry: meta tags, JSON-LD, COinS, Wikipedia's templates."""
