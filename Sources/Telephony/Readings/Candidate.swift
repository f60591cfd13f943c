/// One way to read a form: a number at its end, and a prefix in front.
struct Candidate {
    var number: UInt64 = 0
    var numberBits: Float = 0
    /// With those of a trunk prefix that stands in the number.
    var prefixBits: Float = 0
    var isAllocated = false
    /// Digits of the form from the calling code on. Of these and the following three there are few: so small, since the
    /// candidates of a form lie next to each other.
    var length: UInt8 = 0
    /// Digits of the trunk prefix.
    var trunkDigits: UInt8 = 0
    /// Digits of an international prefix in front.
    var internationalDigits: UInt8 = 0

    var bits: Float { numberBits + prefixBits }
}
