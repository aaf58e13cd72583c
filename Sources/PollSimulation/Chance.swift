import Glibc

/// Numbers by chance that are the same in every run.
struct Chance: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Above 0, below 1.
    mutating func unit() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

    /// From -1 to 1.
    mutating func jitter() -> Double { 2 * unit() - 1 }

    /// Of mean 1.
    mutating func exponential() -> Double { -log(unit()) }

    mutating func lognormal(median: Double, sigma: Double) -> Double {
        median * exp(sigma * (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit()))
    }
}
